// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "app/notifications/notifier.h"
#include "common/protocol/roomchange.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::notifications {

using models::NotificationSettings;

namespace {

/// Keeps what it is asked to show.
class Record : public NotificationService {
public:
    void show(const Notification& notification) override {
        now.insert(notification.room, notification);
        ++count;
    }
    void withdraw(RoomId room) override { now.remove(room); }

    QHash<RoomId, Notification> now;
    int count = 0;
};

struct Desk : models::Fixture {
    Record service;
    Notifier notifier{client, *workspace.room(), *workspace.notifications(), service};

    NotificationSettings& wishes() { return *workspace.notifications(); }
    /// A message in a room that is not open, as the server tells of it.
    Seq arrive(RoomId room, UserId by, const QString& body, const QList<UserId>& mentions = {}) {
        stage.say(room, by, body, UtcTime::now());
        std::optional<Message> message = stage.message(room, stage.lastSeq(room));
        message->mentions = mentions;
        tell({room, message->seq, message, QStringLiteral("Ben"), {}});
        return message->seq;
    }
    void tell(const RoomActivity& activity) { stage.server().notify(activity); }
    /// All that was told before is known to the client.
    bool settle(RoomId room) {
        return QTest::qWaitFor([&] {
            const Room* known = client.rooms().find(room);
            return known && known->lastSeq == stage.lastSeq(room);
        });
    }
};

} // namespace

class NotifierTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMessageElsewhereIsShown() {
        Desk d;
        QVERIFY(d.signIn() && d.open(d.general));
        d.workspace.room()->setWatched(true);
        const Seq seq = d.arrive(d.garden, d.ben, QStringLiteral("The **beans** are up\nat last"));
        QTRY_COMPARE(d.service.now.size(), 1);
        const Notification shown = d.service.now.value(d.garden);
        QCOMPARE(shown.seq, seq);
        QCOMPARE(shown.title, QStringLiteral("Garden plans"));
        QCOMPARE(shown.text, QStringLiteral("Ben: The beans are up at last"));
        QVERIFY(!shown.urgent);
        QCOMPARE(d.service.count, 1);
    }

    /// The open room is shown as well, unless somebody looks at it.
    void theOpenRoomIsShownWhenNobodyLooks() {
        Desk d;
        QVERIFY(d.signIn() && d.open(d.general));
        d.workspace.room()->setWatched(true);
        d.stage.say(d.general, d.ben, QStringLiteral("seen"), UtcTime::now());
        QVERIFY(d.settle(d.general));
        QCOMPARE(d.service.count, 0);
        d.workspace.room()->setWatched(false);
        d.stage.say(d.general, d.ben, QStringLiteral("unseen"), UtcTime::now());
        QVERIFY(d.settle(d.general));
        QCOMPARE(d.service.now.value(d.general).text, QStringLiteral("Ben: unseen"));
        d.stage.say(d.general, d.ana, QStringLiteral("from my other device"), UtcTime::now());
        QVERIFY(d.settle(d.general));
        QCOMPARE(d.service.count, 1);
    }

    void aRoomHasOneNotificationOfItsNewestMessages() {
        Desk d;
        QVERIFY(d.signIn());
        for (int i = 1; i <= 6; ++i)
            d.arrive(d.garden, d.ben, QString::number(i));
        QVERIFY(d.settle(d.garden));
        QCOMPARE(d.service.count, 6);
        QCOMPARE(d.service.now.size(), 1);
        QCOMPARE(d.service.now.value(d.garden).text, QStringLiteral("Ben: 3\nBen: 4\nBen: 5\nBen: 6"));
    }

    void whatWasReadElsewhereIsTakenBack() {
        Desk d;
        QVERIFY(d.signIn());
        const Seq first = d.arrive(d.garden, d.ben, QStringLiteral("one"));
        const Seq second = d.arrive(d.garden, d.ben, QStringLiteral("two"));
        QTRY_COMPARE(d.service.now.value(d.garden).seq, second);
        d.stage.server().notify(RoomRead{d.garden, d.ana, first});
        d.stage.server().notify(RoomRead{d.garden, d.ben, second}); // Ben's reading is not the user's
        d.arrive(d.general, d.ben, QStringLiteral("later"));
        QTRY_COMPARE(d.service.now.size(), 2);
        d.stage.server().notify(RoomRead{d.garden, d.ana, second});
        QTRY_VERIFY(!d.service.now.contains(d.garden));
        QVERIFY(d.service.now.contains(d.general));
    }

    void aDeletedMessageIsTakenBack() {
        Desk d;
        QVERIFY(d.signIn());
        d.arrive(d.garden, d.ben, QStringLiteral("stays"));
        const Seq seq = d.arrive(d.garden, d.ben, QStringLiteral("a secret"));
        QTRY_COMPARE(d.service.now.value(d.garden).seq, seq);
        const EventData deletion = MessageDeleted{seq};
        d.stage.happen(d.garden, d.ben, deletion, UtcTime::now());
        d.tell({d.garden, d.stage.lastSeq(d.garden), {}, {}, changedPreviewOf(deletion)});
        QTRY_COMPARE(d.service.now.value(d.garden).text, QStringLiteral("Ben: stays"));
    }

    void levelsDecide() {
        Desk d;
        d.stage.room(d.garden).kind = RoomKind::Room;
        const RoomId direct = d.stage.addRoom(QStringLiteral("Ben"), {}, 1);
        d.stage.room(direct).kind = RoomKind::Direct;
        QVERIFY(d.signIn());
        d.wishes().setLevel(NotificationSettings::Mentions);
        d.arrive(d.garden, d.ben, QStringLiteral("for all"));
        d.arrive(d.garden, d.ben, QStringLiteral("for chi"), {d.chi});
        QVERIFY(d.settle(d.garden));
        QCOMPARE(d.service.count, 0);
        d.arrive(d.garden, d.ben, QStringLiteral("for ana"), {d.ana});
        QTRY_COMPARE(d.service.now.value(d.garden).text, QStringLiteral("Ben: for ana"));
        QVERIFY(d.service.now.value(d.garden).urgent);
        d.arrive(direct, d.ben, QStringLiteral("hello"));
        QTRY_COMPARE(d.service.now.value(direct).text, QStringLiteral("hello"));
        QVERIFY(d.service.now.value(direct).urgent);

        d.wishes().setOwnLevel(double(d.general.value), NotificationSettings::All);
        d.wishes().setOwnLevel(double(direct.value), NotificationSettings::Nothing);
        QVERIFY(!d.service.now.contains(direct)); // what was shown of it goes
        d.arrive(direct, d.ben, QStringLiteral("again"));
        d.arrive(d.general, d.ben, QStringLiteral("anything"));
        QTRY_COMPARE(d.service.now.value(d.general).text, QStringLiteral("Ben: anything"));
        QVERIFY(!d.service.now.contains(direct));
        d.wishes().setOwnLevel(double(d.general.value), NotificationSettings::Mentions);
        QCOMPARE(d.wishes().levelOf(d.general), NotificationSettings::Mentions);
    }

    void keywordsCallLikeMentions() {
        Desk d;
        QVERIFY(d.signIn());
        d.wishes().setLevel(NotificationSettings::Mentions);
        d.wishes().setKeywords(QStringLiteral("beans, coffee break"));
        d.arrive(d.garden, d.ben, QStringLiteral("The peas are up"));
        QVERIFY(d.settle(d.garden));
        QCOMPARE(d.service.count, 0);
        d.arrive(d.garden, d.ben, QStringLiteral("The BEANS are up"));
        QTRY_COMPARE(d.service.now.value(d.garden).text, QStringLiteral("Ben: The BEANS are up"));
        QVERIFY(d.service.now.value(d.garden).urgent);
        d.wishes().setOwnLevel(double(d.garden.value), NotificationSettings::Nothing);
        d.arrive(d.garden, d.ben, QStringLiteral("beans again"));
        QVERIFY(d.settle(d.garden));
        QCOMPARE(d.service.count, 1);
    }

    void wordsCanBeHidden() {
        Desk d;
        QVERIFY(d.signIn());
        d.wishes().setShowsText(false);
        d.arrive(d.garden, d.ben, QStringLiteral("a secret"));
        QTRY_COMPARE(d.service.now.size(), 1);
        QVERIFY(!d.service.now.value(d.garden).text.contains(QStringLiteral("secret")));
        QVERIFY(!d.service.now.value(d.garden).text.contains(QStringLiteral("Ben")));
    }

    void doNotDisturbEnds() {
        Desk d;
        QVERIFY(d.signIn());
        d.wishes().pause(60);
        QVERIFY(d.wishes().isPaused() && !d.wishes().pausedUntil().isEmpty());
        d.arrive(d.garden, d.ben, QStringLiteral("one"));
        QVERIFY(d.settle(d.garden));
        QCOMPARE(d.service.count, 0);
        QSignalSpy changed(&d.wishes(), &NotificationSettings::changed);
        d.wishes().resume();
        QCOMPARE(changed.size(), 1);
        d.arrive(d.garden, d.ben, QStringLiteral("two"));
        QTRY_COMPARE(d.service.now.value(d.garden).text, QStringLiteral("Ben: two"));

        d.wishes().pauseUntilMorning();
        NotificationSettings again(d.client, d.settings, Clock()); // the next run
        QVERIFY(again.isPaused());
    }

    void aClickOpensTheMessage() {
        Desk d;
        QVERIFY(d.signIn());
        QSignalSpy raised(&d.notifier, &Notifier::raiseWanted);
        const Seq seq = d.arrive(d.garden, d.ben, QStringLiteral("come"));
        QTRY_COMPARE(d.service.now.size(), 1);
        Q_EMIT d.service.opened(d.garden, seq, QStringLiteral("token"));
        QCOMPARE(raised.size(), 1);
        QCOMPARE(raised.first().first().toString(), QStringLiteral("token"));
        QCOMPARE(d.workspace.room()->roomId(), double(d.garden.value));
        QTRY_COMPARE(d.workspace.room()->view()->highlighted(), double(seq));
    }

    void anAnswerIsSentAndReads() {
        Desk d;
        QVERIFY(d.signIn());
        const Seq seq = d.arrive(d.garden, d.ben, QStringLiteral("when?"));
        QTRY_COMPARE(d.service.now.size(), 1);
        Q_EMIT d.service.replied(d.garden, seq, QStringLiteral("at noon"));
        QTRY_COMPARE(d.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(d.stage.server().requestsOf<MessageSend>().front().body, QStringLiteral("at noon"));
        QTRY_VERIFY(d.service.now.isEmpty());
        QCOMPARE(d.client.rooms().readSeq(d.garden), seq);

        Q_EMIT d.service.replied(d.garden, seq, QString(limits::messageBytes + 1, u'x')); // can't be sent
        QCOMPARE(d.workspace.room()->roomId(), double(d.garden.value));
        QCOMPARE(d.workspace.room()->composer()->draft().size(), limits::messageBytes + 1);
    }

    void signingOutTakesAllBack() {
        Desk d;
        QVERIFY(d.signIn());
        d.arrive(d.garden, d.ben, QStringLiteral("one"));
        d.arrive(d.general, d.ben, QStringLiteral("two"));
        QTRY_COMPARE(d.service.now.size(), 2);
        d.workspace.signIn()->signOut();
        QTRY_VERIFY(d.service.now.isEmpty());
    }
};

} // namespace confab::notifications

QTEST_MAIN(confab::notifications::NotifierTest)
#include "tst_notifier.moc"
