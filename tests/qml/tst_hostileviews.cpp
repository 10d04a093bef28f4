// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/text/hostiletexts.h"
#include "tests/qml/canary.h"
#include "tests/qml/hostilepictures.h"
#include "tests/qml/shown.h"

#include <QNetworkAccessManager>
#include <QQmlComponent>
#include <QQmlNetworkAccessManagerFactory>
#include <QSignalSpy>

#include <atomic>

namespace confab {

using test::Canary;
using test::Shown;

namespace {

/// A network for views that works, and tells whether one was asked for: the window's own lets nothing through.
class OpenNetwork : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override {
        ++asked;
        return new QNetworkAccessManager(parent);
    }
    std::atomic<int> asked = 0;
};

} // namespace

/// Every place where the window shows texts and pictures of strangers, filled with hostile ones: nothing is fetched, no
/// file is read, and the views keep their shape. traced.sh runs it, too.
class HostileViewsTest : public QObject {
    Q_OBJECT
private:
    static constexpr int peopleCount = 40;
    static constexpr int nameChars = 64; // as a server lets through
    static constexpr int topicChars = 250;

    /// In each place of a message each payload, half of them with either address.
    static QStringList texts(const Canary& canary) {
        const QStringList web = test::hostileTexts(canary.webAddress());
        const QStringList file = test::hostileTexts(canary.fileAddress());
        QStringList all;
        for (qsizetype i = 0; i < web.size(); ++i)
            all.append((i + i / 44) % 2 ? web[i] : file[i]);
        return all;
    }

    /// Rooms, people, topics, conversations and a talk, all of these texts.
    struct Scene {
        QStringList texts;
        QList<UserId> people = {};
        RoomId hostileRoom = {};
        Seq answered = 0; ///< with answers, so that it has a thread
        Seq pictured = 0;
        QString pictureId = {};

        QString text(qsizetype number) const { return texts[number % texts.size()]; }
        QString name(qsizetype number) const { return text(number * 21).left(nameChars); }
    };

    static void fill(Shown& f, Scene& scene) {
        for (int i = 0; i < peopleCount; ++i)
            scene.people.append(f.stage.addUser(scene.name(i)));
        f.stage.room(f.general).members = 4 + peopleCount;
        f.stage.room(f.general).topic = scene.text(20).left(topicChars);
        for (int i = 0; i < 30; ++i) {
            const QString topic = scene.text(i * 17).left(topicChars);
            scene.hostileRoom = i < 20 ? f.stage.addRoom(scene.name(i + 3), topic, 3)
                                       : f.stage.addForeignRoom(scene.name(i + 3), topic, {});
            f.stage.say(scene.hostileRoom, scene.people[i], scene.text(i * 13), UtcTime::now());
        }
        scene.hostileRoom = f.stage.addRoom(scene.name(0), scene.text(0).left(topicChars), 3);
        f.stage.addDirect({scene.people[1]});
        f.stage.addDirect({scene.people[2], scene.people[3]});
        f.stage.room(f.general).readSeq = 0;
        qint64 at = 1'700'000'000'000;
        for (qsizetype i = 0; i < scene.texts.size(); ++i)
            talk(f, scene, i, UtcTime{at += 1000});
        f.stage.markRead(f.general, 0);
    }

    static void talk(Shown& f, Scene& scene, qsizetype i, UtcTime at) {
        const UserId by = scene.people[i % scene.people.size()];
        const Seq before = f.stage.lastSeq(f.general);
        MessagePosted posted{{scene.text(i), i % 3 == 1 ? std::optional(before) : std::nullopt}, {}};
        if (i % 5 == 0) {
            posted.files.emplace();
            for (const char* type : {"image/png", "application/pdf"})
                posted.files->append(
                    {scene.text(i + 1), scene.text(i + 2), QLatin1String(type), 1000, 40, 30, scene.text(i + 3)});
            posted.files->append(File{scene.text(i + 4), scene.text(i + 5), scene.text(i + 6), 1000});
            scene.pictured = before + 1;
            scene.pictureId = scene.text(i + 1);
        }
        f.stage.happen(f.general, by, std::move(posted), at);
        const Seq seq = before + 1;
        if (i % 3 == 0)
            scene.answered = seq;
        if (i % 7 == 0)
            f.stage.happen(f.general, by, ReactionAdded{seq, scene.text(i + 7).left(32)}, at);
        if (i % 11 == 0)
            f.stage.happen(f.general, by, MessageEdited{seq, scene.text(i + 8), {}}, at);
        if (i % 50 == 0)
            f.stage.happen(f.general, by, MessagePinned{seq}, at);
        if (i % 60 == 0) {
            RoomUpdated changes;
            changes.topic = scene.text(i + 9).left(topicChars);
            f.stage.happen(f.general, by, changes, at);
            f.stage.happen(f.general, by, MemberJoined{by, scene.name(i)}, at);
            f.stage.happen(f.general, by, MemberLeft{by, scene.name(i)}, at);
        }
    }

    static QList<QQuickItem*> rows(const Shown& f) {
        QList<QQuickItem*> found;
        for (QQuickItem* row : f.timelineList()->property("contentItem").value<QQuickItem*>()->childItems()) {
            if (row->isVisible() && row->property("body").isValid())
                found.append(row);
        }
        return found;
    }

    /// Every row of the timeline once; each keeps to its list, and is not longer than a fold lets it be.
    static void lookAtAll(Shown& f) {
        QQuickItem* list = f.timelineList();
        while (f.timeline().canFetchMore({})) {
            const int before = f.timeline().rowCount();
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > before);
        }
        for (int row = 0; row < f.timeline().rowCount(); row += 8) {
            QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, row), Q_ARG(int, 1));
            QMetaObject::invokeMethod(list, "forceLayout");
            QCoreApplication::processEvents();
            for (const QQuickItem* item : rows(f)) {
                const QString body = item->property("body").toString();
                QVERIFY2(item->width() == list->width(), qPrintable(body));
                QVERIFY2(item->height() < 2 * list->height(), qPrintable(body));
            }
        }
    }

    static void look(Shown& f) { QVERIFY(!f.driver->picture().isNull()); }
    static void lookAndLeave(Shown& f) {
        look(f);
        f.driver->key(Qt::Key_Escape);
    }

    static void lookAtTheOtherViews(Shown& f, const Scene& scene) {
        models::CurrentRoom& room = *f.workspace.room();
        f.workspace.appearance()->setShowDetails(true); // members, pins, topic
        look(f);
        f.stage.type(f.general, scene.people[4]);
        f.driver->type(QStringLiteral("@"));
        lookAndLeave(f); // completion
        f.driver->key(Qt::Key_Backspace);
        room.composer()->reply(double(scene.answered));
        look(f);
        room.composer()->cancel();
        room.thread()->open(double(scene.answered));
        look(f);
        room.thread()->close();
        room.forwarder()->ask(double(scene.answered));
        lookAndLeave(f);
        room.files()->gallery()->show(scene.pictureId);
        lookAndLeave(f);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        f.driver->type(QStringLiteral("img"));
        lookAndLeave(f);
        QVERIFY(f.driver->press(QStringLiteral("New conversation")));
        f.driver->type(QStringLiteral("img"));
        lookAndLeave(f);
        QVERIFY(f.driver->press(QStringLiteral("Find rooms")));
        lookAndLeave(f);
        f.stage.setExceptions([&](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<MessageSend>(request))
                return fail(Error(ErrorKind::RoomForbidden, scene.text(40)));
            return std::nullopt;
        });
        QVERIFY(room.composer()->send(QStringLiteral("refused with words")));
        look(f);
        room.open(double(scene.hostileRoom.value));
        look(f);
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
    }

    void textsFetchNothing() {
        Canary canary;
        QVERIFY(canary.begin());
        OpenNetwork network;
        Shown f;
        Scene scene{texts(canary)};
        QVERIFY(scene.texts.size() >= 300);
        fill(f, scene);
        f.show();
        f.main->engine().setNetworkAccessManagerFactory(&network);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        lookAtAll(f);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(!canary.isTouched() && network.asked == 0);
        lookAtTheOtherViews(f, scene);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(!canary.isTouched());
        QVERIFY(network.asked == 0);
    }

    void picturesFetchNothing() {
        Canary canary;
        QVERIFY(canary.begin());
        OpenNetwork network;
        Shown f;
        const QByteArrayList pictures = test::hostilePictures({canary.webAddress(), canary.fileAddress()});
        QVERIFY2(pictures.size() >= 300, qPrintable(QString::number(pictures.size())));
        models::PictureStore& store = *f.workspace.room()->files()->pictures();
        QSet<QString> decided;
        connect(&store, &models::PictureStore::ready, this, [&](const QString& id) { decided.insert(id); });
        connect(&store, &models::PictureStore::missing, this, [&](const QString& id) { decided.insert(id); });
        constexpr int inOne = 4;
        for (qsizetype i = 0; i < pictures.size(); i += inOne) {
            MessagePosted posted{{{}, {}}, {}};
            posted.files.emplace();
            for (qsizetype n = i; n < std::min<qsizetype>(i + inOne, pictures.size()); ++n) {
                const QString id = QStringLiteral("picture%1").arg(n);
                posted.files->append(File{id, id % u".png", QStringLiteral("image/png"), 1000, 80, 60, {}});
                store.learn(id, pictures[n]);
            }
            f.stage.happen(f.general, f.ben, std::move(posted), UtcTime{1'700'000'000'000 + i * 1000});
        }
        f.stage.markRead(f.general, 0);
        f.show();
        f.main->engine().setNetworkAccessManagerFactory(&network);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        lookAtAll(f);
        if (QTest::currentTestFailed())
            return;
        for (qsizetype n = 0; n < pictures.size(); ++n)
            store.want(QStringLiteral("picture%1").arg(n), {{80, 60}, true, 0});
        QTRY_COMPARE_WITH_TIMEOUT(decided.size(), pictures.size(), 60000);
        QVERIFY(store.isMissing(QStringLiteral("picture0"))); // a kind that is not shown
        QVERIFY(!canary.isTouched());
        QVERIFY(network.asked == 0);
    }

    /// Whatever looks after the canary sees somebody who does ask.
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
        QVERIFY(!canary.isTouched());
        text->setProperty("text", QStringLiteral("<img src=\"%1\">").arg(canary.webAddress()));
        QTRY_VERIFY(canary.isTouched() && network.asked > 0);
        const bool isTraced = qEnvironmentVariableIsSet("CONFAB_CANARY");
        Canary other;
        QVERIFY(other.begin());
        const QString path = isTraced ? QUrl::fromLocalFile(other.controlPath()).toString() : other.fileAddress();
        text->setProperty("text", QStringLiteral("<img src=\"%1\">").arg(path));
#ifdef Q_OS_LINUX
        if (!isTraced)
            QTRY_VERIFY(other.isTouched());
#endif
        QTRY_VERIFY(text->implicitWidth() >= 8); // the picture is there
    }
};

} // namespace confab

QTEST_MAIN(confab::HostileViewsTest)
#include "tst_hostileviews.moc"
