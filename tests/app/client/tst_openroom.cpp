// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "tests/app/client/longlog.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

class TestOpenRoom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheEndAndLoadsOlder() {
        RoomSide side;
        fill(side.server, 198); // 200 events: created, joined, 198 messages
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        QCOMPARE(seqs(room), downFrom(200, 151));
        QVERIFY(room.hasOlder());
        room.loadOlder();
        QVERIFY(room.isLoadingOlder());
        QTRY_VERIFY(!room.isLoadingOlder());
        QCOMPARE(seqs(room), downFrom(200, 101));
        for (int page = 0; page < 2; ++page) {
            room.loadOlder();
            QTRY_VERIFY(!room.isLoadingOlder());
        }
        QCOMPARE(seqs(room), downFrom(200, 3)); // history has no notices
        QVERIFY(!room.hasOlder());
        QCOMPARE(side.client.people().name(ben), QStringLiteral("Ben"));
    }

    void aShortRoomIsWholeAtOnce() {
        RoomSide side;
        fill(side.server, 5);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        QCOMPARE(seqs(room), downFrom(7, 1));
        QVERIFY(!room.hasOlder());
    }

    /// A member reads a full room, follows it, and enters as soon as a seat is free.
    void aFullRoomIsReadFromOutside() {
        RoomServer server;
        MemorySecretStore store;
        Client::Config config = quickConfig();
        config.backoff = {std::chrono::hours(1), std::chrono::hours(1)};
        config.random = [] { return 0.99; }; // the retry comes after 5 s: the expected signals come before
        Client client(config, store);
        fill(server, 98);
        server.strict = true;
        Error full(ErrorKind::RoomFull);
        full.capacity = 2;
        server.refuseEnter = full;
        client.session().signIn({server.url(), QStringLiteral("ana@example.org")}, Secret{QStringLiteral("password")});
        QTRY_VERIFY(client.session().isOnline());
        OpenRoom& room = client.openRooms().open(general);
        QSignalSpy refused(&room, &OpenRoom::refused);
        QTRY_COMPARE(room.fullAt(), std::optional(2));
        QTRY_COMPARE_WITH_TIMEOUT(seqs(room), downFrom(100, 51), 2000);
        QCOMPARE(room.hereCount(), 2);
        QVERIFY(!room.isLive());
        room.loadOlder();
        QTRY_COMPARE(seqs(room), downFrom(100, 3) + QList<Seq>());

        const Event said = server.say(ben, QStringLiteral("among those who are in"));
        server.notify(RoomActivity{general, said.seq, {}, {}});
        QTRY_COMPARE(room.timeline().newestSeq(), said.seq);
        QVERIFY(!room.isLive());

        server.refuseEnter.reset();
        server.notify(RoomPresence{general, {ben, QStringLiteral("Ben"), {}}, PresenceState::Gone, 1});
        QVERIFY(QTest::qWaitFor([&] { return room.isLive(); }, 3000)); // by itself after 5 s
        QVERIFY(!room.fullAt());
        QCOMPARE(refused.size(), 1);
        server.say(ben, QStringLiteral("again"));
        QTRY_COMPARE(room.timeline().newestSeq(), said.seq + 1);
    }

    /// The notification of a free seat can be lost: there is a retry without it.
    void aFullRoomIsTriedAgain() {
        RoomSide side;
        Error full(ErrorKind::RoomFull);
        full.capacity = 2;
        side.server.refuseEnter = full;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QSignalSpy refused(&room, &OpenRoom::refused);
        QTRY_VERIFY(side.server.requestsOf<RoomEnter>().size() >= 3);
        QCOMPARE(room.fullAt(), std::optional(2));
        QCOMPARE(refused.size(), 1); // emitted once
        side.server.refuseEnter.reset();
        QTRY_VERIFY(room.isLive());
        QVERIFY(!room.fullAt());
    }

    void opensBeforeTheEnd() {
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QSignalSpy opened(&room, &OpenRoom::opened);
        QVERIFY(room.isOpening());
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(!room.isOpening());
        QCOMPARE(seqs(room), downFrom(550, 451));
        QVERIFY(room.hasOlder() && room.log().hasNewer());
        // Events at the end meanwhile are kept, and not shown.
        QTRY_VERIFY(room.isLive());
        side.server.say(ben, QStringLiteral("meanwhile"));
        QTRY_COMPARE(side.client.rooms().find(general)->lastSeq, 2001);
        QCOMPARE(room.timeline().newestSeq(), 550);
        for (int page = 0; page < 40 && room.log().hasNewer(); ++page) {
            const Seq newest = room.timeline().newestSeq();
            room.log().loadNewer();
            QTRY_VERIFY(room.timeline().newestSeq() > newest);
            QVERIFY(room.timeline().count() <= LogWindow::rowsMost + 1);
        }
        QVERIFY(!room.log().hasNewer());
        const Seq oldest = room.timeline().oldestSeq();
        QVERIFY(oldest > 451); // bounded at the other end
        QCOMPARE(seqs(room), downFrom(2001, oldest));
        room.loadOlder();
        QTRY_VERIFY(!room.isLoadingOlder());
        QCOMPARE(room.timeline().oldestSeq(), oldest - limits::defaultPage);
    }

    void whatIsNearTheEndOpensWithIt() {
        RoomSide side;
        fill(side.server, 998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 800);
        QSignalSpy opened(&room, &OpenRoom::opened);
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(room.log().isAtEnd() && room.isLive());
        QCOMPARE(seqs(room), downFrom(1000, 751)); // with a page of context
    }

    void ownMessagesAreBelowTheEndOnly() {
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QTRY_VERIFY(room.isOpened() && room.isLive());
        side.server.spoil = [](const Request& request) { return std::holds_alternative<MessageSend>(request); };
        QVERIFY(room.send(QStringLiteral("mine")));
        QVERIFY(room.log().isAtEnd());
        QCOMPARE(room.timeline().at(0).body(), QStringLiteral("mine"));
        room.showAround(500);
        QTRY_VERIFY(room.isOpened());
        QCOMPARE(seqs(room), downFrom(550, 451));
        room.showEnd();
        QTRY_VERIFY(room.isOpened());
        QCOMPARE(room.timeline().at(0).body(), QStringLiteral("mine"));
        QVERIFY(room.timeline().count() >= LogWindow::rowsAtFirst);
        QCOMPARE(room.timeline().newestSeq(), 2000);
    }

    void aHoleDoesNotThrowAReaderOut() {
        RoomSide side;
        fill(side.server, 98);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive() && room.isOpened());
        room.setReaderAtEnd(false);
        const QList<Seq> before = seqs(room);
        side.server.stop();
        QTRY_VERIFY(!room.isLive());
        fill(side.server, 5000);
        side.server.listen();
        QTRY_VERIFY(room.isLive());
        QCOMPARE(seqs(room), before);
        QVERIFY(room.log().hasNewer());
        room.log().loadNewer();
        QTRY_COMPARE(room.timeline().newestSeq(), 200);
    }

    void liveEventsOnceEach() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        const Event event = side.server.say(ben, QStringLiteral("hello"));
        side.server.notify(RoomEventNotice{event});
        QTRY_COMPARE(room.timeline().newestSeq(), 3);
        side.server.say(ben, QStringLiteral("again"));
        QTRY_COMPARE(seqs(room), downFrom(4, 1));
    }

    void aHoleIsFilled() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        fill(side.server, 3); // never sent to the client
        side.server.say(ben, QStringLiteral("after the hole"));
        QTRY_COMPARE(seqs(room), downFrom(6, 1));
        QCOMPARE(side.server.requestsOf<RoomEvents>().size(), size_t(1));
        QTRY_VERIFY(room.isLive());
    }

    void catchesUpAfterABreak() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        QSignalSpy live(&room, &OpenRoom::liveChanged);
        side.server.stop();
        QTRY_VERIFY(!room.isLive());
        fill(side.server, 1200); // three pages
        side.server.listen();
        QTRY_VERIFY(room.isLive());
        QCOMPARE(seqs(room), downFrom(1202, 1));
        QCOMPARE(side.server.requestsOf<RoomEnter>().back().after, 2);
    }

    void aHoleTooLargeIsJumped() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        side.server.stop();
        QTRY_VERIFY(!room.isLive());
        const Result<QString> waiting = room.send(QStringLiteral("written meanwhile"));
        side.server.spoil = [](const Request& request) { return std::holds_alternative<MessageSend>(request); };
        fill(side.server, 5000);
        side.server.listen();
        QTRY_VERIFY(room.isLive());
        QCOMPARE(seqs(room), QList<Seq>{0} + downFrom(5002, 4953));
        QCOMPARE(room.timeline().at(0).clientId(), *waiting);
        QVERIFY(room.hasOlder());
        room.loadOlder();
        QTRY_VERIFY(!room.isLoadingOlder());
        QCOMPARE(seqs(room), QList<Seq>{0} + downFrom(5002, 4903));
    }

    void aServerWhoseLogWentBackIsFollowed() {
        RoomSide side;
        fill(side.server, 20);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        for (int i = 0; i < 5; ++i)
            side.server.say(ben, QStringLiteral("lost by a restored backup"));
        QTRY_COMPARE(room.timeline().newestSeq(), 27);
        side.server.stop();
        side.server.log.resize(22);
        side.server.listen();
        QTRY_VERIFY(side.client.session().isOnline() && room.isLive() && room.timeline().newestSeq() == 22);
        side.server.say(ben, QStringLiteral("and on it goes"));
        QTRY_COMPARE(room.timeline().newestSeq(), 23);
        QCOMPARE(room.timeline().at(0).body(), QStringLiteral("and on it goes"));
    }

    /// Opened by what the room list said, and restored to an earlier state before it was entered.
    void aLogThatWentBackBeforeItWasEnteredIsFollowed() {
        RoomSide side;
        fill(side.server, 100);
        QVERIFY(side.signIn());
        side.server.spoil = [](const Request& request) { return std::holds_alternative<RoomEnter>(request); };
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_COMPARE(side.server.requestsOf<RoomEnter>().size(), size_t(1));
        side.server.stop();
        side.server.log.resize(22);
        side.server.spoil = {};
        side.server.listen();
        QTRY_VERIFY(room.isLive() && room.timeline().newestSeq() == 22);
        side.server.say(ben, QStringLiteral("and on it goes"));
        QTRY_COMPARE(room.timeline().newestSeq(), 23);
    }

    void ownMessagesAreOneRow_data() {
        QTest::addColumn<bool>("live");
        QTest::newRow("event and answer") << true;
        QTest::newRow("answer alone") << false;
    }
    void ownMessagesAreOneRow() {
        QFETCH(const bool, live);
        RoomSide side;
        side.server.tellLive = live;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        for (int i = 0; i < 10; ++i)
            QVERIFY(room.send(QStringLiteral("mine")));
        QCOMPARE(room.timeline().count(), 12);
        QCOMPARE(room.timeline().at(0).state, TimelineEntry::State::Sending);
        QTRY_COMPARE(seqs(room), downFrom(12, 1));
        QCOMPARE(room.timeline().at(0).state, TimelineEntry::State::Sent);
    }

    /// The message was stored, the line broke before the answer: its event confirms it, and it is not sent again.
    void theLogConfirmsWhatTheAnswerDidNot() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        side.server.silentSend = true;
        QVERIFY(room.send(QStringLiteral("mine")));
        QTRY_COMPARE(seqs(room), downFrom(3, 1));
        QTRY_COMPARE(side.client.outbox().count(), 0);
    }

    void whoIsHere() {
        RoomSide side;
        side.server.here = {{ben, QStringLiteral("Ben"), {}}, {ana, QStringLiteral("Ana"), {}}};
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        const auto names = [&] {
            QStringList list;
            for (const User& user : room.here())
                list.append(user.name);
            return list.join(u' ');
        };
        QTRY_COMPARE(names(), QStringLiteral("Ana Ben"));
        side.server.notify(RoomPresence{general, {UserId{9}, QStringLiteral("Adi"), {}}, PresenceState::Here, {}});
        QTRY_COMPARE(names(), QStringLiteral("Adi Ana Ben"));
        side.server.notify(RoomPresence{general, {ben, QStringLiteral("Ben"), {}}, PresenceState::Gone, {}});
        QTRY_COMPARE(names(), QStringLiteral("Adi Ana"));
        side.server.notify(RoomPresence{RoomId{8}, {ana, QStringLiteral("Ana"), {}}, PresenceState::Gone, {}});
        side.server.notify(RoomPresence{general, {UserId{9}, QStringLiteral("Adi"), {}}, PresenceState::Here, {}});
        side.server.say(ben, QStringLiteral("after all that"));
        QTRY_COMPARE(room.timeline().newestSeq(), 3);
        QCOMPARE(names(), QStringLiteral("Adi Ana"));
    }

    void thoseWhoAreNotListedAreCounted() {
        RoomSide side;
        side.server.hereCount = 800;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        const auto move = [&](int user, PresenceState state, std::optional<int> count) {
            side.server.notify(RoomPresence{general, {UserId{user}, QStringLiteral("Somebody"), {}}, state, count});
        };
        QTRY_COMPARE(room.hereCount(), 800);
        QCOMPARE(room.here().size(), 1);
        move(9, PresenceState::Here, 801);
        QTRY_COMPARE(room.hereCount(), 801);
        QCOMPARE(room.here().size(), 2);
        move(10, PresenceState::Gone, 799); // not one of the listed occupants, and the event of another was lost
        QTRY_COMPARE(room.hereCount(), 799);
        QCOMPARE(room.here().size(), 2);
        move(9, PresenceState::Gone, 0); // the count can't be lower than the listed ones
        QTRY_COMPARE(room.hereCount(), 1);
        QCOMPARE(room.here().size(), 1);
    }

    void aRefusalIsSaid() {
        RoomSide side;
        side.server.refuseEnter = Error(ErrorKind::RoomNotMember);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QSignalSpy refused(&room, &OpenRoom::refused);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(side.server.requestsOf<RoomEnter>().size(), size_t(1));
    }

    void aBusyServerIsAskedAgain() {
        RoomSide side;
        side.server.refuseEnter = Error::retryLater(ErrorKind::ServerBusy, 1);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(side.server.requestsOf<RoomEnter>().size() >= 2);
        side.server.refuseEnter.reset();
        QTRY_VERIFY(room.isLive());
    }

    void closingLeavesTheRoomOnTheServer() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QCOMPARE(&side.client.openRooms().open(general), &room);
        QTRY_VERIFY(room.isLive());
        QSignalSpy closing(&side.client.openRooms(), &OpenRooms::aboutToClose);
        side.client.openRooms().close(general);
        QCOMPARE(closing.size(), 1);
        QVERIFY(!side.client.openRooms().find(general));
        QTRY_COMPARE(side.server.requestsOf<RoomExit>().size(), size_t(1));
    }

    void losingTheMembershipClosesIt() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.client.openRooms().open(general);
        QSignalSpy removed(&side.client.rooms(), &Rooms::removedElsewhere);
        side.server.notify(RoomRemoved{general, RemovalReason::Deleted});
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(!side.client.openRooms().find(general));
    }

    void memoryIsBounded() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        room.setReaderAtEnd(false);
        for (int i = 0; i < OpenRoom::rowsKept * 3 / 2 + 10; ++i)
            side.server.say(ben, QStringLiteral("x"));
        QTRY_COMPARE_WITH_TIMEOUT(room.timeline().newestSeq(), side.server.lastSeq(), 30000);
        QCOMPARE(room.timeline().count(), int(side.server.lastSeq())); // no row disappears under a reader
        room.setReaderAtEnd(true);
        QCOMPARE(room.timeline().count(), OpenRoom::rowsKept);
        QVERIFY(room.hasOlder());
        const Seq oldest = room.timeline().oldestSeq();
        room.loadOlder();
        QTRY_VERIFY(!room.isLoadingOlder());
        QCOMPARE(room.timeline().oldestSeq(), oldest - limits::defaultPage);
    }
};

QTEST_GUILESS_MAIN(TestOpenRoom)
#include "tst_openroom.moc"
