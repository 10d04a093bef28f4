// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

/// A program that a test ends.
struct Running {
    QProcess process;
    ~Running() {
        process.kill();
        process.waitForFinished();
    }
};

} // namespace

/// The programs of docs/bots.md do as they stand what the page says, on a real server.
class TestBotsPage : public QObject {
    Q_OBJECT

private:
    QString m_page;
    QTemporaryDir m_folder;
    DaemonProcess m_daemon;
    Person m_ana;
    RoomId m_room;

    /// The one block of this language, as a file.
    QString program(const QString& language, const QString& fileName) {
        static const QRegularExpression blocks(QStringLiteral("```(\\w+)\n(.*?)```"),
                                               QRegularExpression::DotMatchesEverythingOption);
        QStringList found;
        for (auto it = blocks.globalMatch(m_page); it.hasNext();) {
            const auto block = it.next();
            if (block.captured(1) == language)
                found.append(block.captured(2));
        }
        QFile file(m_folder.filePath(fileName));
        if (found.size() != 1 || !file.open(QIODevice::WriteOnly))
            return {};
        file.write(found.first().toUtf8());
        return file.fileName();
    }
    QProcessEnvironment environmentOf(const QString& name, const QString& rights) {
        const QString scope = QString::number(m_room.value) % u':' % rights;
        const auto made = DaemonProcess::run(
            {q("bot"), q("add"), q("--data"), m_daemon.folder(), q("--name"), name, q("--room"), scope});
        if (made.exitCode != 0)
            QTest::qFail(made.errors, __FILE__, __LINE__);
        QProcessEnvironment environment = DaemonProcess::cleanEnvironment();
        environment.insert(q("CONFAB_URL"), QStringLiteral("http://127.0.0.1:%1").arg(m_daemon.port()));
        environment.insert(q("CONFAB_TOKEN"), QString::fromLatin1(made.output.trimmed()));
        environment.insert(q("CONFAB_ROOM"), QString::number(m_room.value));
        return environment;
    }
    bool start(Running& bot, const QString& interpreter, const QString& file, const QProcessEnvironment& environment) {
        bot.process.setProcessEnvironment(environment);
        bot.process.setProcessChannelMode(QProcess::MergedChannels);
        bot.process.start(interpreter, {file});
        return bot.process.waitForStarted();
    }
    QList<Message> history() {
        const auto page = m_ana->callUntilServed(RoomHistory{m_room, {}, {}});
        return page ? page->messages : QList<Message>();
    }
    bool isThere(const QString& member) {
        const auto members = m_ana->callUntilServed(RoomMembers{m_room, {}, {}});
        return members && std::ranges::any_of(members->members, [&](const Member& one) {
                   return one.name == member && one.here.value_or(false);
               });
    }

private Q_SLOTS:
    void initTestCase();
    void init();

    void curl();
    void python();
    void javaScript();
    void theyAreShort();
};

void TestBotsPage::initTestCase() {
    QFile file(QStringLiteral(CONFAB_BOTS_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_page = QString::fromUtf8(file.readAll());
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_ana = newPerson(m_daemon, q("Ana"), Codec::Json);
    QVERIFY(m_ana);
}

void TestBotsPage::init() {
    m_room = newRoom(m_ana).id;
}

void TestBotsPage::curl() {
    const QString file = program(q("sh"), q("disk.sh"));
    QVERIFY(!file.isEmpty());
    const QProcessEnvironment environment = environmentOf(q("Disks"), q("send"));
    for (int run = 0; run < 2; ++run) {
        Running bot;
        QVERIFY(start(bot, q("sh"), file, environment));
        QVERIFY(bot.process.waitForFinished());
        const QByteArray said = bot.process.readAll();
        QVERIFY2(bot.process.exitCode() == 0 && said.isEmpty(), said.constData());
    }
    QVERIFY(!history().isEmpty()); // two when the hour has changed between them
    QVERIFY2(history().first().body.contains(QRegularExpression(QStringLiteral("^The disk of .+ is \\d+% full\\.$"))),
             qPrintable(history().first().body));
}

void TestBotsPage::python() {
    const QString file = program(q("python"), q("roll.py"));
    QVERIFY(!file.isEmpty());
    Running bot;
    QVERIFY(start(bot, q("python3"), file, environmentOf(q("Dice"), q("read,send"))));
    // It takes what is said after its start, which nothing shows: so it is asked until it hears.
    const auto isAnswered = [this] {
        return std::ranges::any_of(
            history(), [](const Message& one) { return one.replyTo && one.body.startsWith(u"You rolled a "); });
    };
    for (int attempt = 0; attempt < 60 && !isAnswered() && bot.process.state() == QProcess::Running; ++attempt) {
        VERIFY_DONE(m_ana->callUntilServed(messageFor(m_room, q("!roll"))));
        waitUntil(isAnswered, std::chrono::seconds(2));
    }
    QVERIFY2(isAnswered(), bot.process.readAll().constData());
}

void TestBotsPage::javaScript() {
    if (QStandardPaths::findExecutable(q("node")).isEmpty())
        QSKIP("there is no Node.js");
    const QString file = program(q("js"), q("wave.mjs"));
    QVERIFY(!file.isEmpty());
    Running bot;
    QVERIFY(start(bot, q("node"), file, environmentOf(q("Waver"), q("read,send"))));
    const bool entered = waitUntil([&] { return isThere(q("Waver")); }, std::chrono::seconds(60));
    QVERIFY2(entered, bot.process.readAll().constData());
    VERIFY_DONE(m_ana->call(messageFor(m_room, q("Hello, all"))));
    const bool waved = waitUntil(
        [this] {
            const QList<Message> messages = history();
            return !messages.isEmpty() && messages.first().reactions && !messages.first().reactions->isEmpty();
        },
        std::chrono::seconds(60));
    QVERIFY2(waved, bot.process.readAll().constData());
    QCOMPARE(history().first().reactions->first().emoji, q("👋"));
}

void TestBotsPage::theyAreShort() {
    for (const auto& [language, name] :
         {std::pair(q("sh"), q("a.sh")), std::pair(q("python"), q("b.py")), std::pair(q("js"), q("c.mjs"))}) {
        QFile file(program(language, name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().count('\n') <= 26);
    }
}

QTEST_GUILESS_MAIN(TestBotsPage)
#include "tst_botspage.moc"
