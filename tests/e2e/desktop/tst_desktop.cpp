// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/desktop/desktopapp.h"
#include "tests/support/people.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QFontMetrics>
#include <QSettings>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

const QString serverField = QStringLiteral("Server");
const QString textRole = QStringLiteral("text");
const QString rowRole = QStringLiteral("list item");
constexpr std::array sizes{QSize(1366, 768), QSize(900, 700), QSize(420, 800)}; // the first: all of a small screen

constexpr QSize smallestAtTwice(1366, 860); // the least height of the window, at twice the pixels, is some 820

/// A line with tall letters and letters that reach below it.
const QString tallLine = QStringLiteral("Mgjpqy");

QString lineNumber(int n) {
    return QStringLiteral("Line %1 of many that wait to be read").arg(n);
}

} // namespace

/// The real confab under a real X server, from the sign-in to the message, with text in every field: typed text can be
/// read, the focus is where typing goes, unread messages are where reading stopped. At three sizes of the window.
class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signsInAndTalks();
    void whatIsTypedCanBeRead_data();
    void whatIsTypedCanBeRead();
    void typingGoesToTheComposer();
    void opensWhereReadingStopped_data();
    void opensWhereReadingStopped();
    void cleanup();

private:
    QString composerName() const { return QStringLiteral("Message %1").arg(m_roomName); }
    void setTextScale(double scale) const;
    bool openRoom(const QString& name);
    std::optional<Accessible> timeline() const {
        return m_app->tree().find(QStringLiteral("list"), QStringLiteral("Messages in"));
    }
    /// In pixels of the screen, whose origin is the window's (resize()).
    QRect onScreen(const QRect& place) const {
        const int ratio = m_app->pixelRatio();
        return {place.topLeft() * ratio, place.size() * ratio};
    }
    /// The bands of rows with ink between `place`'s edges, as heights in pixels.
    QList<int> bandsOfInk(const QRect& place) const;
    void fillRoom(const QString& name, int messages);

    DaemonProcess m_daemon{{QStringLiteral("--limits"), QStringLiteral("off")}};
    DesktopSession m_session;
    std::unique_ptr<DesktopApp> m_app;
    Person m_ana;
    Person m_ben;
    QString m_roomName = QStringLiteral("General");
};

void TestDesktop::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    QVERIFY2(m_session.start({1400, 900}), qPrintable(m_session.why()));
    m_ana = newPerson(m_daemon, QStringLiteral("Ana"), Codec::Json);
    m_ben = newPerson(m_daemon, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(m_ana && m_ben);
    fillRoom(QStringLiteral("General"), 3);
    m_app = std::make_unique<DesktopApp>(m_session);
}

/// A failed test leaves a picture of what a person would have seen.
void TestDesktop::cleanup() {
    if (!QTest::currentTestFailed())
        return;
    const QString file =
        QDir::temp().filePath(QStringLiteral("confab-%1.png").arg(QLatin1String(QTest::currentTestFunction())));
    if (m_session.takePicture(file))
        qInfo("What the screen showed: %s", qPrintable(file));
    const QList<Accessible> items = m_app->tree().all();
    for (const Accessible& item : items)
        qInfo("%s%s \"%s\"", item.focused ? "focused " : "", qPrintable(item.role), qPrintable(item.name.left(60)));
}

/// A room of Ben's with Ana in it and so many messages of his that she has not read.
void TestDesktop::fillRoom(const QString& name, int messages) {
    const Room room = newRoom(m_ben, name);
    QVERIFY(room.id);
    QVERIFY(m_ana->call(RoomJoin{room.id, {}}));
    for (int n = 1; n <= messages; ++n)
        QVERIFY(m_ben->call(messageFor(room.id, lineNumber(n))));
}

void TestDesktop::setTextScale(double scale) const {
    QSettings settings(m_session.home() + QStringLiteral("/config/confab/Confab.ini"), QSettings::IniFormat);
    settings.setValue(QStringLiteral("appearance/textScale"), scale);
    settings.sync();
}

bool TestDesktop::openRoom(const QString& name) {
    m_roomName = name;
    return m_app->keys({QStringLiteral("ctrl+k")}) &&
           m_app->waitFor(QStringLiteral("dialog"), QStringLiteral("Go to a room or a person")) && m_app->type(name) &&
           m_app->keys({QStringLiteral("Return")}) && m_app->waitForFocus(composerName());
}

void TestDesktop::signsInAndTalks() {
    QVERIFY(m_app->start());
    QVERIFY(m_app->waitForFocus(serverField));
    QVERIFY(m_app->type(m_daemon.url().toString()));
    QVERIFY(m_app->keys({QStringLiteral("Tab")}) && m_app->waitForFocus(QStringLiteral("E-mail")));
    QVERIFY(m_app->type(m_ana.email));
    QVERIFY(m_app->keys({QStringLiteral("Tab")}) && waitUntil([this] {
                const std::optional<Accessible> field = m_app->tree().focused();
                return field && field->role == textRole &&
                       field->name.isEmpty(); // Qt keeps the name of a password field back
            }));
    QVERIFY(m_app->type(m_ana.password.value));
    QVERIFY(m_app->keys({QStringLiteral("Return")}));
    QVERIFY(m_app->waitFor(rowRole, QStringLiteral("General")));
    QVERIFY(openRoom(QStringLiteral("General")));
    QVERIFY(m_app->type(QStringLiteral("Hello Ben")) && m_app->keys({QStringLiteral("Return")}));
    QVERIFY(m_app->waitFor(rowRole, QStringLiteral("Ana: Hello Ben")));
    QVERIFY(waitUntil([this] {
        const QList<RoomEventNotice> heard = m_ben->noticesOf<RoomEventNotice>();
        return !heard.isEmpty() || !m_ben->noticesOf<RoomActivity>().isEmpty();
    }));
    m_app->stop();
}

QList<int> TestDesktop::bandsOfInk(const QRect& place) const {
    const QImage picture = m_app->picture().convertToFormat(QImage::Format_Grayscale8);
    const QRect inside = place & picture.rect();
    QList<int> bands;
    int height = 0;
    for (int y = inside.top(); y <= inside.bottom() + 1; ++y) {
        bool ink = false;
        const int paper = y <= inside.bottom() ? qGray(picture.pixel(inside.right(), y)) : 0;
        for (int x = inside.left(); y <= inside.bottom() && x < inside.left() + inside.width() / 2 && !ink; ++x)
            ink = std::abs(qGray(picture.pixel(x, y)) - paper) > 60;
        if (ink)
            ++height;
        else if (height > 0)
            bands.append(std::exchange(height, 0));
    }
    return bands;
}

void TestDesktop::whatIsTypedCanBeRead_data() {
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("pixelRatio");
    QTest::newRow("80 %") << 0.8 << 1;
    QTest::newRow("100 %") << 1.0 << 1;
    QTest::newRow("200 %") << 2.0 << 1;
    QTest::newRow("100 % on a screen of twice as many pixels") << 1.0 << 2;
}

/// Three lines are three bands of ink, each as high as the font needs for its letters.
void TestDesktop::whatIsTypedCanBeRead() {
    QFETCH(const double, scale);
    QFETCH(const int, pixelRatio);
    setTextScale(scale);
    m_app->setPixelRatio(pixelRatio);
    QVERIFY(m_app->start());
    QVERIFY(m_app->waitForFocus(QStringLiteral("Message ")));
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(int(std::lround(14 * scale * pixelRatio)));
    const int needed = QFontMetrics(font).tightBoundingRect(tallLine).height() - 2; // rounding at both edges
    const QList<QSize> wanted =
        pixelRatio == 1 ? QList<QSize>(sizes.begin(), sizes.end()) : QList<QSize>{smallestAtTwice};
    for (const QSize size : wanted) {
        QVERIFY(m_app->resize(size));
        if (!m_app->waitForFocus(QStringLiteral("Message ")))
            QFAIL("the composer lost the focus when the window changed its size");
        for (int line = 0; line < 3; ++line) {
            if (line > 0)
                QVERIFY(m_app->keys({QStringLiteral("shift+Return")}));
            QVERIFY(m_app->type(tallLine));
        }
        QList<int> bands;
        const bool legible = waitUntil(
            [&] {
                const std::optional<Accessible> composer = m_app->tree().focused();
                bands = composer ? bandsOfInk(onScreen(composer->place)) : QList<int>();
                return bands.size() == 3 && std::ranges::all_of(bands, [&](int band) { return band >= needed; });
            },
            std::chrono::seconds(20));
        if (!legible)
            qInfo() << "bands of ink" << bands << "of at least" << needed << "expected";
        QVERIFY(legible);
        QVERIFY(m_app->keys({QStringLiteral("ctrl+a"), QStringLiteral("Delete")}));
    }
    m_app->stop();
    m_app->setPixelRatio(1);
}

void TestDesktop::typingGoesToTheComposer() {
    setTextScale(1);
    QVERIFY(m_app->start());
    QVERIFY(m_app->waitForFocus(composerName()));
    for (const QSize size : sizes) {
        QVERIFY(m_app->resize(size));
        for (const QString& key :
             {QStringLiteral("ctrl+k"), QStringLiteral("ctrl+comma"), QStringLiteral("F1"), QStringLiteral("ctrl+n")}) {
            QVERIFY(m_app->keys({key}));
            QVERIFY2(m_app->waitFor(QStringLiteral("dialog"), QString()), qPrintable(key));
            QVERIFY(m_app->keys({QStringLiteral("Escape")}));
            QVERIFY2(m_app->waitForFocus(composerName()), qPrintable(key));
        }
        QVERIFY(m_app->type(QStringLiteral("typed")));
        QVERIFY(waitUntil([this] {
            const std::optional<Accessible> composer = m_app->tree().focused();
            return composer && m_app->tree().textOf(*composer) == u"typed";
        }));
        QVERIFY(m_app->keys({QStringLiteral("ctrl+a"), QStringLiteral("Delete")}));
    }
    m_app->stop();
}

void TestDesktop::opensWhereReadingStopped_data() {
    QTest::addColumn<int>("unread");
    QTest::newRow("18") << 18;
    QTest::newRow("87") << 87;
    QTest::newRow("900") << 900;
}

void TestDesktop::opensWhereReadingStopped() {
    QFETCH(const int, unread);
    if (!m_app->isRunning())
        QVERIFY(m_app->start());
    QVERIFY(m_app->waitForFocus(QStringLiteral("Message ")));
    for (const QSize size : sizes) {
        QVERIFY(m_app->resize(size));
        const QString name = QStringLiteral("Unread %1 at %2").arg(unread).arg(size.width());
        fillRoom(name, unread);
        QVERIFY(m_app->waitFor(size.width() > 720 ? rowRole : textRole, size.width() > 720 ? name : composerName()));
        QVERIFY(openRoom(name));
        const QString first = QStringLiteral("Ben: ") + lineNumber(1) + QLatin1Char(',');
        std::optional<Accessible> row;
        QVERIFY2(waitUntil([&] {
                     row = m_app->tree().find(rowRole, first);
                     const std::optional<Accessible> list = timeline();
                     return row && list && list->place.contains(row->place);
                 }),
                 qPrintable(name));
        const bool fits = unread < 40; // all of them in a high window
        QVERIFY2(fits || !m_app->tree().find(rowRole, QStringLiteral("Ben: ") + lineNumber(unread)), "the end shows");
    }
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
