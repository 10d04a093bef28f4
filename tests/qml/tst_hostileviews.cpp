// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storefeed.h"
#include "app/notifications/notifier.h"
#include "tests/app/text/hostiletexts.h"
#include "tests/qml/canary.h"
#include "tests/qml/hostilepictures.h"
#include "tests/qml/shown.h"

#include <QNetworkAccessManager>
#include <QQmlComponent>
#include <QQmlNetworkAccessManagerFactory>

#include <atomic>

namespace confab {

using test::Canary;

namespace {

constexpr int nameChars = 180;
constexpr int topicChars = 250;
constexpr int peopleCount = 40;
constexpr int roomCount = 9;                   // so that the list shows all of them, and the conversations
constexpr qsizetype picturesEach = 4;          // of a message that has some
const QString word = QStringLiteral("canary"); // of both addresses

/// A network for views that works, and tells whether one was asked for: the window's own lets nothing through.
class OpenNetwork : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override {
        ++asked;
        return new QNetworkAccessManager(parent);
    }
    std::atomic<int> asked = 0;
};

/// What the desktop would be asked to show.
class Record : public notifications::NotificationService {
public:
    void show(const notifications::Notification& notification) override { texts.append(notification.text); }
    void withdraw(RoomId) override {}
    QStringList texts;
};

/// Each payload in some places of a message, each place with some payloads, one in two with either address.
QStringList textsFor(const Canary& canary) {
    constexpr qsizetype payloads = 44; // of hostiletexts.cpp: a place after the other, with all of them
    const QStringList web = test::hostileTexts(canary.webAddress());
    const QStringList file = test::hostileTexts(canary.fileAddress());
    QStringList all;
    for (qsizetype i = 0; i < web.size(); ++i) {
        if (const qsizetype turn = (i + i / payloads) % 5; turn < 2)
            all.append(turn == 0 ? web[i] : file[i]);
    }
    return all;
}

/// The window over rooms, people and a talk that consist of hostile texts and pictures.
struct Scene : test::Shown {
    Canary canary;
    OpenNetwork network;
    Record record;
    std::unique_ptr<notifications::Notifier> notifier;
    QStringList texts;
    QByteArrayList pictures;
    QSet<QString> decided; // ids of pictures that were decoded, or refused
    QList<UserId> people;
    RoomId elsewhere;
    Seq answered = 0; // with answers, so that it has a thread
    Seq edited = 0;

    QString text(qsizetype number) const { return texts[number % texts.size()]; }
    QString name(qsizetype number) const { return text(number * 21).left(nameChars); }
    QString idText(qsizetype number) const { return text(number).left(limits::fileIdChars); }
    QString topic(qsizetype number) const { return text(number * 17).left(topicChars); }
    models::CurrentRoom& room() { return *workspace.room(); }
    models::PictureStore& store() { return *room().files()->pictures(); }

    bool begin() {
        if (!canary.begin())
            return false;
        texts = textsFor(canary);
        pictures = test::hostilePictures({canary.webAddress(), canary.fileAddress()});
        const auto decide = [this](const QString& id) { decided.insert(id); };
        QObject::connect(&store(), &models::PictureStore::ready, &store(), decide);
        QObject::connect(&store(), &models::PictureStore::missing, &store(), decide);
        notifier = std::make_unique<notifications::Notifier>(client, room(), *workspace.notifications(), record);
        return true;
    }
    void fill() {
        for (int i = 0; i < peopleCount; ++i)
            people.append(stage.addUser(name(i)));
        stage.room(general).members = 4 + peopleCount;
        stage.room(general).topic = topic(20);
        for (int i = 0; i < roomCount; ++i) {
            const bool mine = i % 3 > 0;
            const RoomId added =
                mine ? stage.addRoom(name(i + 3), topic(i), 3) : stage.addForeignRoom(name(i + 3), topic(i), {});
            stage.say(added, people[i], text(i * 13), UtcTime::now());
            elsewhere = mine ? added : elsewhere;
        }
        stage.addDirect({people[1]});
        stage.addDirect({people[2], people[3]});
        for (qsizetype i = 0; i < texts.size(); ++i)
            talk(i, UtcTime{1'700'000'000'000 + i * 1000});
        stage.markRead(general, 0);
    }
    /// Nothing in the window has asked for anything so far.
    bool isQuiet() { return !canary.isAsked() && !canary.isOpened() && network.asked == 0; }
    /// The texts on the screen that have an address in them.
    QSet<QQuickItem*> addresses() const {
        QSet<QQuickItem*> found;
        for (QQuickItem* item : Shown::texts()) {
            if (item->property("text").toString().contains(word))
                found.insert(item);
        }
        return found;
    }

private:
    void talk(qsizetype i, UtcTime at) {
        const UserId by = people[i % people.size()];
        const Seq before = stage.lastSeq(general);
        const Seq seq = before + 1;
        MessagePosted posted{{text(i), i % 3 == 1 ? std::optional(before) : std::nullopt}, {}};
        if (i % 4 == 0)
            posted.files = picturesFrom(i / 4 * picturesEach);
        else if (i % 10 == 3)
            posted.files =
                QList<File>{File{idText(i + 1), text(i + 2).left(200), QStringLiteral("application/pdf"), 1000},
                            File{idText(i + 4), text(i + 5).left(200), text(i + 6).left(100), 1000}};
        if (posted.files && posted.files->isEmpty())
            posted.files.reset();
        stage.happen(general, by, std::move(posted), at);
        if (i % 3 == 0 && text(i).startsWith(u"words") && text(i).contains(word)) // a line of it has the address
            answered = seq;
        if (i % 7 == 0)
            stage.happen(general, by, ReactionAdded{seq, text(i + 7).left(32)}, at);
        if (i % 11 == 0) {
            stage.happen(general, by, MessageEdited{seq, text(i + 8), {}}, at);
            edited = seq;
        }
        if (i % 50 == 0)
            stage.happen(general, by, MessagePinned{seq}, at);
        if (i % 60 == 0) {
            RoomUpdated changes;
            changes.topic = topic(i + 9);
            stage.happen(general, by, changes, at);
            stage.happen(general, by, MemberJoined{by, name(i)}, at);
            stage.happen(general, by, MemberLeft{by, name(i)}, at);
        }
    }
    QList<File> picturesFrom(qsizetype first) {
        QList<File> files;
        for (qsizetype n = first; n < std::min(first + picturesEach, pictures.size()); ++n) {
            const QString id = QStringLiteral("picture%1").arg(n);
            files.append(File{id, text(n).left(120), QStringLiteral("image/png"), 1000, 80, 60, idText(n + 1)});
            store().learn(id, pictures[n]);
        }
        return files;
    }
};

} // namespace

/// Every place where the window shows texts and pictures of strangers, filled with hostile ones: nothing is fetched, no
/// file is opened, and nothing breaks the layout (R29).
class HostileViewsTest : public QObject {
    Q_OBJECT
private:
    static QList<QQuickItem*> rows(const QQuickItem* list) {
        QList<QQuickItem*> found;
        for (QQuickItem* row : list->property("contentItem").value<QQuickItem*>()->childItems()) {
            if (row->isVisible() && row->width() > 0 && row->property("body").isValid()) // and no spare one
                found.append(row);
        }
        return found;
    }

    /// Every row of the timeline once; each keeps to its list, and is not longer than a fold lets it be.
    static void lookAtTheTimeline(Scene& f) {
        QQuickItem* list = f.timelineList();
        while (f.timeline().canFetchMore({})) {
            const int before = f.timeline().rowCount();
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > before);
        }
        QSet<int> seen;
        for (int row = 0; row < f.timeline().rowCount(); ++row) {
            if (seen.contains(row))
                continue;
            QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 0));
            QMetaObject::invokeMethod(list, "forceLayout");
            QCoreApplication::processEvents();
            for (const QQuickItem* item : rows(list)) {
                seen.insert(item->property("index").toInt());
                const QString body = item->property("body").toString();
                QVERIFY2(item->width() == list->width(), qPrintable(body));
                QVERIFY2(item->height() < 2 * list->height(), qPrintable(body));
            }
            QVERIFY2(seen.contains(row), qPrintable(QString::number(row)));
        }
        QVERIFY(f.timeline().rowCount() >= f.texts.size());
    }

    /// What `open` brings to the screen has addresses in it. What was there before may go: a panel takes its place.
    static void look(Scene& f, const char* view, const std::function<void()>& open) {
        if (QTest::currentTestFailed())
            return;
        const QSet<QQuickItem*> before = f.addresses();
        open();
        if (!QTest::currentTestFailed())
            QTRY_VERIFY2_WITH_TIMEOUT(!(f.addresses() - before).isEmpty(), view, 20'000);
        QVERIFY2(f.isQuiet(), view);
    }
    static void leave(Scene& f) {
        if (QTest::currentTestFailed())
            return;
        f.driver->key(Qt::Key_Escape);
        QCoreApplication::processEvents();
    }

    static void lookAtTheRoom(Scene& f) {
        look(f, "details", [&] { f.workspace.appearance()->setShowDetails(true); }); // members, pins, topic
        f.workspace.appearance()->setShowDetails(false); // the thread and the search take their place
        QCoreApplication::processEvents();
        f.stage.type(f.general, f.people[4]);
        look(f, "a reply", [&] { f.room().composer()->reply(double(f.answered)); });
        f.room().composer()->cancel();
        look(f, "completion", [&] { f.driver->type(QStringLiteral("@ca")); });
        leave(f);
        f.room().composer()->cancel();
        look(f, "thread", [&] { f.room().thread()->open(double(f.answered)); });
        f.room().thread()->close();
        look(f, "forwarding", [&] { f.room().forwarder()->ask(double(f.answered)); });
        leave(f);
        f.room().view()->goToMessage(double(f.edited));
        QTRY_COMPARE(f.room().view()->highlighted(), double(f.edited));
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Edited: show earlier versions")));
        QVERIFY(f.driver->press(QStringLiteral("Edited: show earlier versions")));
        QTRY_VERIFY(f.room().messages()->versions().size() >= 2); // the dialog shows them as it gets them
        QTRY_VERIFY2(f.isQuiet(), "versions");
        leave(f);
        f.room().files()->gallery()->show(QStringLiteral("picture%1").arg(f.pictures.size() - 1));
        QTRY_VERIFY(f.room().files()->gallery()->isOpen());
        leave(f);
    }

    static void lookElsewhere(Scene& f) {
        look(f, "switcher", [&] {
            f.driver->key(Qt::Key_K, Qt::ControlModifier);
            f.driver->type(word);
        });
        leave(f);
        QVERIFY(f.driver->press(QStringLiteral("New conversation")));
        f.driver->type(QStringLiteral("w")); // "words", then an address
        QTRY_VERIFY(f.workspace.conversations()->found()->rowCount() > 0);
        QTRY_VERIFY2(f.isQuiet(), "people");
        leave(f);
        look(f, "found rooms", [&] {
            f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
            f.driver->type(word);
        });
        leave(f);
        look(f, "search", [&] {
            f.driver->key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
            f.driver->type(word);
        });
        leave(f);
    }

    /// A refusal with the server's words, another room, and what is told of it when nobody looks.
    static void lookAtWhatIsTold(Scene& f) {
        f.stage.setExceptions([&](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<MessageSend>(request))
                return fail(Error(ErrorKind::RoomForbidden, f.text(40)));
            return std::nullopt;
        });
        QVERIFY(f.room().composer()->send(QStringLiteral("refused with words")));
        f.room().open(double(f.elsewhere.value));
        QTRY_VERIFY(f.isQuiet() && f.room().roomId() == double(f.elsewhere.value));
        for (int i = 0; i < peopleCount; ++i) {
            f.stage.say(f.general, f.people[i], f.text(i * 5), UtcTime::now());
            const Seq seq = f.stage.lastSeq(f.general);
            f.stage.server().notify(RoomActivity{f.general, seq, f.stage.message(f.general, seq), f.name(i), {}});
        }
        QTRY_VERIFY(f.record.texts.size() >= peopleCount);
        QVERIFY(f.record.texts.join(u'\n').contains(word));
    }

    static QQuickItem* control(QQmlEngine& engine, QQuickWindow& window, std::unique_ptr<QObject>& root) {
        QQmlComponent component(&engine);
        component.setData("import QtQuick\nText { textFormat: Text.RichText }", {});
        root.reset(component.create());
        auto* item = qobject_cast<QQuickItem*>(root.get());
        if (item)
            item->setParentItem(window.contentItem());
        return item;
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
        QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false")); // of the damaged pictures
    }

    void nothingIsFetchedOrOpened() {
        Scene f;
        QVERIFY(f.begin());
        QVERIFY2(f.texts.size() >= 300, qPrintable(QString::number(f.texts.size())));
        QVERIFY2(f.pictures.size() >= 300, qPrintable(QString::number(f.pictures.size())));
        f.fill();
        f.show();
        f.main->engine().setNetworkAccessManagerFactory(&f.network);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        QTRY_VERIFY(!f.addresses().isEmpty()); // the room list, too
        for (const auto look : {lookAtTheTimeline, lookAtTheRoom, lookElsewhere, lookAtWhatIsTold}) {
            look(f);
            if (QTest::currentTestFailed())
                return;
        }
        for (qsizetype n = 0; n < f.pictures.size(); ++n) // those, too, that a grid has no room for
            f.store().want(QStringLiteral("picture%1").arg(n), {{80, 60}, true, 0});
        QTRY_COMPARE_WITH_TIMEOUT(f.decided.size(), f.pictures.size(), 60'000);
        QVERIFY(f.store().isMissing(QStringLiteral("picture0"))); // a kind that is not shown
        QVERIFY(!f.canary.isAsked());
        QVERIFY(!f.canary.isOpened());
        QCOMPARE(f.network.asked.load(), 0);
    }

    /// The canary sees somebody who does ask.
    void theCanaryNotices() {
        Canary canary;
        QVERIFY(canary.begin());
        OpenNetwork network;
        QQmlEngine engine;
        engine.setNetworkAccessManagerFactory(&network);
        QQuickWindow window;
        std::unique_ptr<QObject> root;
        QQuickItem* text = control(engine, window, root);
        QVERIFY(text);
        QVERIFY(!canary.isAsked() && !canary.isOpened());
        text->setProperty("text", QStringLiteral("<img src=\"%1\">").arg(canary.webAddress()));
        QTRY_VERIFY(canary.isAsked() && network.asked > 0);
        text->setProperty("text", QStringLiteral("<img src=\"%1\">").arg(canary.fileAddress()));
        QTRY_VERIFY(text->implicitWidth() >= 8); // the picture is there
#ifdef Q_OS_LINUX
        QVERIFY(canary.isOpened());
#endif
    }
};

} // namespace confab

QTEST_MAIN(confab::HostileViewsTest)
#include "tst_hostileviews.moc"
