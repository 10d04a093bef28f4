// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "tests/app/client/roomserver.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

class TestRooms : public QObject {
    Q_OBJECT

private:
    static Message message(Seq seq, UserId by) {
        return {{QStringLiteral("hello")}, general, seq, by, UtcTime{seq}, {}, {}, {}};
    }
    static RoomActivity activity(Seq seq, UserId by) { return {general, seq, message(seq, by), QStringLiteral("Ben")}; }
    /// Waits until the client has received everything that the server sent so far.
    static bool hasHeardAll(RoomSide& side) {
        bool answered = false;
        side.client.rooms().search({}, {&side.client.rooms(), [&](const Result<QList<Room>>&) { answered = true; }});
        return test::holdsSoon([&] { return answered; });
    }
    static Room roomWith(RoomId id) {
        Room room;
        room.id = id;
        room.name = QStringLiteral("Other");
        return room;
    }
    static Room other() { return roomWith(RoomId{8}); }

    /// A user in the rooms 7, 8, 20, 21 and 30, of which an answer takes two.
    struct ManyRooms {
        ManyRooms() {
            server().setScript([this](const Request& request) { return reply(request); });
        }
        ScriptedServer& server() { return side.server; }
        QList<qint64> ids() {
            QList<qint64> list;
            for (int row = 0; row < side.client.rooms().count(); ++row)
                list.append(side.client.rooms().at(row).id.value);
            std::sort(list.begin(), list.end());
            return list;
        }
        RoomsPage page(RoomId after) const {
            RoomsPage page;
            for (const qint64 id : {7, 8, 20, 21, 30}) {
                if (id > after.value && page.rooms.size() == 2)
                    page.more = true;
                else if (id > after.value && RoomId{id} != gone)
                    page.rooms.append(roomWith(RoomId{id}));
            }
            return page;
        }
        std::optional<Result<Answer>> reply(const Request& request) {
            const RoomsPage first = nothingFirst ? RoomsPage{{}, true} : page({});
            const User self{ana, QStringLiteral("Ana"), {}};
            const UtcTime later{UtcTime::now().ms + 600'000};
            if (std::holds_alternative<AccountLogin>(request))
                return Answer(Auth{self, Secret{QStringLiteral("a")}, Secret{QStringLiteral("r")}, later, first.rooms,
                                   first.more});
            if (std::holds_alternative<SessionResume>(request))
                return Answer(Resumed{self, first.rooms, first.more});
            const auto* list = std::get_if<RoomList>(&request);
            if (!list)
                return Answer(Empty());
            if (busy-- > 0)
                return fail(Error::retryLater(ErrorKind::ServerBusy, 1));
            return hold ? std::nullopt : std::optional<Result<Answer>>(Answer(page(list->after.value_or(RoomId{}))));
        }

        RoomSide side;
        RoomId gone;
        int busy = 0;
        bool hold = false;         // room.list is not answered
        bool nothingFirst = false; // as when the user left all rooms of the first page while it was read
    };

private Q_SLOTS:
    void comesWithTheSignIn() {
        RoomSide side;
        QVERIFY(side.signIn());
        QCOMPARE(side.client.rooms().count(), 1);
        QCOMPARE(side.client.rooms().at(0).name, QStringLiteral("General"));
        QCOMPARE(side.client.rooms().rowOf(RoomId{99}), -1);
        QVERIFY(!side.client.rooms().find(RoomId{99}));
        side.client.session().signOut();
        QCOMPARE(side.client.rooms().count(), 0);
    }

    void countsOthersMessages() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        QSignalSpy arrived(&rooms, &Rooms::messageArrived);
        side.server.notify(activity(3, ben));
        QTRY_COMPARE(rooms.at(0).unread, 1);
        QCOMPARE(rooms.at(0).lastSeq, 3);
        QCOMPARE(*rooms.at(0).lastMessageName, QStringLiteral("Ben"));
        side.server.notify(activity(3, ben));                 // sent twice
        side.server.notify(activity(4, ana));                 // the user's own, from another device
        side.server.notify(RoomActivity{general, 5, {}, {}}); // another user joined
        side.server.notify(activity(6, ben));
        QTRY_COMPARE(rooms.at(0).lastSeq, 6);
        QCOMPARE(rooms.at(0).unread, 2);
        QCOMPARE(rooms.unread(), 2);
        QCOMPARE(arrived.size(), 2);
    }

    void openRoomsCountTheSame() {
        RoomSide side;
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        side.server.say(ben, QStringLiteral("hello"));
        side.server.append(ben, MemberJoined{ben, QStringLiteral("Ben")});
        QTRY_COMPARE(side.client.rooms().at(0).lastSeq, 4);
        QCOMPARE(side.client.rooms().at(0).unread, 1);
        QCOMPARE(side.client.rooms().at(0).lastMessage->body, QStringLiteral("hello"));
        QCOMPARE(side.client.rooms().at(0).members, 3);
    }

    void markedReadAtOnceAndOnTheServer() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.notify(activity(3, ben));
        QTRY_COMPARE(side.client.rooms().at(0).unread, 1);
        side.client.rooms().markRead(general, 3);
        QCOMPARE(side.client.rooms().at(0).unread, 0);
        side.client.rooms().markRead(general, 2); // never backwards
        QTRY_COMPARE(side.client.rooms().at(0).readSeq, 3);
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(1));
    }

    void whatWasReadOfflineIsSaidLater() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.notify(activity(3, ben));
        QTRY_COMPARE(side.client.rooms().at(0).unread, 1);
        side.server.say(ben, QStringLiteral("3"), false);
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        side.client.rooms().markRead(general, 3);
        side.server.setScript([inner = &side.server](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<SessionResume>(request)) {
                Room room = inner->room();
                room.readSeq = 2;
                room.unread = 1;
                return Answer(Resumed{{ana, QStringLiteral("Ana"), {}}, {room}, {}});
            }
            return Answer(Unread());
        });
        side.server.listen();
        QTRY_COMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(1));
        QCOMPARE(side.client.rooms().at(0).unread, 0);
    }

    void readOnAnotherDevice() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.notify(activity(3, ben));
        QTRY_COMPARE(side.client.rooms().at(0).unread, 1);
        side.server.notify(RoomRead{general, ana, 3});
        QTRY_COMPARE(side.client.rooms().at(0).unread, 0);
        QCOMPARE(side.client.rooms().at(0).readSeq, 3);
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(1));
    }

    void somebodyElsesReadingIsNotOnesOwn() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.notify(activity(3, ben));
        side.server.notify(RoomRead{general, ben, 3});
        side.server.notify(activity(4, ben));
        QVERIFY(hasHeardAll(side));
        QCOMPARE(side.client.rooms().at(0).unread, 2);
        QCOMPARE(side.client.rooms().at(0).readSeq, 2);
        QVERIFY(side.server.requestsOf<RoomMarkRead>().empty());
    }

    /// The same figures as the database's: messages of others that mention the user, however they arrive.
    void countsMentions() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        const auto naming = [](Seq seq, UserId by, const QList<UserId>& mentions) {
            RoomActivity one = activity(seq, by);
            one.message->mentions = mentions;
            return one;
        };
        side.server.notify(naming(3, ben, {ana}));
        side.server.notify(naming(3, ben, {ana})); // sent twice
        side.server.notify(naming(4, ben, {UserId{3}}));
        side.server.notify(activity(5, ben));
        side.server.notify(naming(6, ana, {ben})); // the user's own, from another device
        QTRY_COMPARE(rooms.at(0).lastSeq, 6);
        QCOMPARE(rooms.at(0).mentions, 1);
        QCOMPARE(rooms.at(0).unread, 3);
        rooms.markRead(general, 6);
        QCOMPARE(rooms.at(0).mentions, 0);
    }

    void openRoomsCountMentionsToo() {
        RoomSide side;
        QVERIFY(side.signIn());
        QTRY_VERIFY(side.client.openRooms().open(general).isLive());
        side.server.append(ben, MessagePosted{{QStringLiteral("@Ana"), {}, QList<UserId>{ana}}, QStringLiteral("a")});
        side.server.append(ben,
                           MessagePosted{{QStringLiteral("@Chi"), {}, QList<UserId>{UserId{3}}}, QStringLiteral("b")});
        QTRY_COMPARE(side.client.rooms().at(0).lastSeq, 4);
        QCOMPARE(side.client.rooms().at(0).mentions, 1);
        QCOMPARE(side.client.rooms().at(0).unread, 2);
    }

    /// Activities are dropped on the way to a slow reader: only the server knows their contents.
    void whatWasSkippedIsCountedByTheServer() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.setScript([](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<RoomMarkRead>(request))
                return Answer(Unread{5, 2});
            return Answer(Empty());
        });
        side.server.notify(activity(9, ben)); // 3 to 8 were never sent
        QTRY_COMPARE(side.client.rooms().at(0).unread, 5);
        QCOMPARE(side.client.rooms().at(0).mentions, 2);
        QCOMPARE(side.client.rooms().at(0).readSeq, 2);
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(1));
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().front().seq, 2);
    }

    /// The figures may be older than a message that arrived before them.
    void aMessageThatCrossesTheFiguresIsCounted() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.setScript([&side](const Request& request) -> std::optional<Result<Answer>> {
            if (!std::holds_alternative<RoomMarkRead>(request))
                return Answer(Empty());
            const bool isFirst = side.server.requestsOf<RoomMarkRead>().size() == 1;
            if (isFirst)
                side.server.notify(activity(4, ben));
            return Answer(Unread{isFirst ? 0 : 1, 0});
        });
        side.server.notify(activity(3, ben));
        QTRY_COMPARE(side.client.rooms().at(0).unread, 1);
        side.client.rooms().markRead(general, 3);
        QTRY_COMPARE(side.client.rooms().at(0).lastSeq, 4);
        QVERIFY(hasHeardAll(side));
        QCOMPARE(side.client.rooms().at(0).unread, 1);
        QTRY_COMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(2));
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().back().seq, 3);
        QVERIFY(hasHeardAll(side));
        QCOMPARE(side.client.rooms().at(0).unread, 1);
    }

    /// While a room is not open no notification reports joins.
    void membersAreCountedByTheServerWhenEntering() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.append(ben, MemberJoined{UserId{3}, QStringLiteral("Chi")}, false);
        side.server.notify(RoomActivity{general, 3, {}, {}});
        QTRY_COMPARE(side.client.rooms().at(0).lastSeq, 3);
        side.server.members = 3;
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isLive());
        QCOMPARE(side.client.rooms().at(0).members, 3);
        side.server.append(ben, MemberLeft{ben, QStringLiteral("Ben")});
        QTRY_COMPARE(side.client.rooms().at(0).members, 2);
    }

    /// The list of a user in many rooms: the rooms that did not fit into the sign-in's answer are requested.
    void comesInPages() {
        ManyRooms many;
        Rooms& rooms = many.side.client.rooms();
        QSignalSpy completed(&rooms, &Rooms::completed);
        many.busy = 1; // tried again
        QVERIFY(many.side.signIn());
        QCOMPARE(many.ids(), (QList<qint64>{7, 8}));
        QVERIFY(!rooms.isComplete());
        QTRY_VERIFY(rooms.isComplete());
        QCOMPARE(completed.size(), 1);
        QCOMPARE(many.ids(), (QList<qint64>{7, 8, 20, 21, 30}));
        QList<qint64> asked;
        for (const RoomList& request : many.side.server.requestsOf<RoomList>())
            asked.append(request.after.value_or(RoomId{}).value);
        QCOMPARE(asked, (QList<qint64>{8, 8, 21}));
    }

    void comesInPagesAfterNothing() {
        ManyRooms many;
        many.nothingFirst = true;
        QVERIFY(many.side.signIn());
        QTRY_VERIFY(many.side.client.rooms().isComplete());
        QCOMPARE(many.ids(), (QList<qint64>{7, 8, 20, 21, 30}));
        QVERIFY(!many.side.server.requestsOf<RoomList>().front().after);
    }

    /// The next node continues a list that the previous one had not sent completely.
    void comesInPagesFromTwoNodes() {
        ManyRooms many;
        Rooms& rooms = many.side.client.rooms();
        QSignalSpy resets(&rooms, &Rooms::wasReset);
        QVERIFY(many.side.signIn());
        QTRY_VERIFY(rooms.isComplete());
        QSignalSpy online(&many.side.client.session(), &Session::online);
        many.server().abortAll();
        many.hold = true;
        QTRY_COMPARE(online.size(), 1);
        QTRY_COMPARE(many.side.server.requestsOf<RoomList>().size(), size_t(3)); // the last is not answered
        QVERIFY(!rooms.isComplete());
        many.gone = RoomId{21};
        many.hold = false;
        many.server().notify(ServerDrainingNotice{0});
        QTRY_VERIFY(rooms.isComplete());
        QCOMPARE(many.ids(), (QList<qint64>{7, 8, 20, 30}));
        QCOMPARE(many.side.server.requestsOf<SessionResume>().size(), size_t(2)); // after the break, and to move
        QCOMPARE(resets.size(), 0);
    }

    /// A page may be read before the user leaves a room, and arrive after the notification of it.
    void whatIsGoneStaysGone() {
        ManyRooms many;
        many.busy = 1'000'000;
        QVERIFY(many.side.signIn());
        Rooms& rooms = many.side.client.rooms();
        QSignalSpy told(&many.side.client.connection(), &Connection::notified);
        for (const qint64 id : {8, 20, 30})
            many.server().notify(RoomRemoved{RoomId{id}, RemovalReason::Left});
        many.server().notify(RoomAdded{roomWith(RoomId{30})}); // the user is in it again
        QTRY_COMPARE(told.size(), 4);
        many.busy = 0;
        QTRY_VERIFY(rooms.isComplete());
        QCOMPARE(many.ids(), (QList<qint64>{7, 21, 30}));
    }

    /// After a loss of the connection no room leaves the list that is still in it, whichever page it comes with;
    /// removed ones leave at the end.
    void comesInPagesAgain() {
        ManyRooms many;
        Rooms& rooms = many.side.client.rooms();
        QVERIFY(many.side.signIn());
        QTRY_VERIFY(rooms.isComplete());
        QSignalSpy resets(&rooms, &Rooms::wasReset);
        QSignalSpy dropped(&rooms, &Rooms::dropped);
        QSignalSpy completed(&rooms, &Rooms::completed);
        QSignalSpy online(&many.side.client.session(), &Session::online);
        many.gone = RoomId{21};
        many.server().abortAll();
        many.hold = true; // the rest does not come yet
        QTRY_COMPARE(online.size(), 1);
        QCOMPARE(many.ids(), (QList<qint64>{7, 8, 20, 21, 30}));
        many.server().notify(RoomAdded{roomWith(RoomId{40})}); // not in any page: it is new
        QTRY_VERIFY(rooms.find(RoomId{40}) != nullptr);
        many.hold = false;
        many.server().abortAll(); // in the middle of it
        QTRY_VERIFY(completed.size() == 1);
        QCOMPARE(resets.size(), 0);
        // 40 was announced before this list was read, and is not in it.
        QCOMPARE(dropped.size(), 2);
        QCOMPARE(many.ids(), (QList<qint64>{7, 8, 20, 30}));
    }

    void membershipFromElsewhere() {
        RoomSide side;
        QVERIFY(side.signIn());
        QSignalSpy removed(&side.client.rooms(), &Rooms::removedElsewhere);
        QSignalSpy inserted(&side.client.rooms(), &Rooms::inserted);
        side.server.notify(RoomAdded{other()});
        QTRY_COMPARE(side.client.rooms().count(), 2);
        QCOMPARE(inserted.size(), 1);
        side.server.notify(RoomAdded{other()}); // known already
        side.server.notify(RoomRemoved{general, RemovalReason::Deleted});
        QTRY_COMPARE(side.client.rooms().count(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.at(0).at(1).toString(), QStringLiteral("General"));
    }

    void createsAndLeaves() {
        RoomSide side;
        QVERIFY(side.signIn());
        side.server.setScript([](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<RoomCreate>(request))
                return Answer(RoomAnswer{other()});
            if (std::holds_alternative<RoomDelete>(request))
                return fail(ErrorKind::RoomForbidden);
            return Answer(Empty());
        });
        Rooms& rooms = side.client.rooms();
        std::optional<Result<RoomId>> made;
        rooms.create({QStringLiteral("Other"), {}, {}, {}, {}, {}}, {this, [&](const Result<RoomId>& id) {
                                                                         QVERIFY(rooms.find(*id)); // there already
                                                                         made = id;
                                                                     }});
        QTRY_VERIFY(made);
        std::optional<Status> deleted;
        rooms.remove(RoomId{8}, {this, [&](const Status& done) { deleted = done; }});
        QTRY_VERIFY(deleted);
        QCOMPARE(deleted->error().kind, ErrorKind::RoomForbidden);
        QCOMPARE(rooms.count(), 2);
        QSignalSpy elsewhere(&rooms, &Rooms::removedElsewhere);
        QSignalSpy dropped(&rooms, &Rooms::dropped);
        std::optional<Status> left;
        rooms.leave(RoomId{8}, {this, [&](const Status& done) { left = done; }});
        side.server.notify(RoomRemoved{RoomId{8}, RemovalReason::Left}); // the echo is expected
        QTRY_VERIFY(left);
        QCOMPARE(rooms.count(), 1);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(elsewhere.size(), 0);
    }

    /// After a failed leave the user is still a member: a later removal is announced.
    void aRemovalAfterARefusedOneIsSaid() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        QSignalSpy elsewhere(&rooms, &Rooms::removedElsewhere);
        side.server.setScript(
            [](const Request&) -> std::optional<Result<Answer>> { return fail(ErrorKind::ServerBusy); });
        std::optional<Status> left;
        rooms.leave(general, {this, [&](const Status& done) { left = done; }});
        QTRY_VERIFY(left && !*left);
        side.server.notify(RoomRemoved{general, RemovalReason::Deleted});
        QTRY_COMPARE(rooms.count(), 0);
        QCOMPARE(elsewhere.size(), 1);
    }

    void namesAreAskedForOnceATurn() {
        RoomSide side;
        QVERIFY(side.signIn());
        UserDirectory& people = side.client.people();
        QCOMPARE(people.name(ana), QStringLiteral("Ana"));
        QSignalSpy nameChanged(&people, &UserDirectory::nameChanged);
        for (qint64 id = 10; id < 15; ++id) {
            QVERIFY(people.name(UserId{id}).isEmpty());
            QVERIFY(people.name(UserId{id}).isEmpty());
        }
        QTRY_COMPARE(nameChanged.size(), 5);
        QCOMPARE(people.name(UserId{12}), QStringLiteral("User 12"));
        QCOMPARE(side.server.requestsOf<UserGet>().size(), size_t(1));
        people.learn({UserId{12}, QStringLiteral("Renamed"), {}});
        QCOMPARE(people.name(UserId{12}), QStringLiteral("Renamed"));
        QCOMPARE(nameChanged.size(), 6);
        // An id is requested once while the answer is pending.
        side.server.spoil = [](const Request& request) { return std::holds_alternative<UserGet>(request); };
        QVERIFY(people.name(UserId{20}).isEmpty());
        QTRY_COMPARE(side.server.requestsOf<UserGet>().size(), size_t(2));
        QVERIFY(people.name(UserId{20}).isEmpty());
        QVERIFY(people.name(UserId{21}).isEmpty());
        QTRY_COMPARE(side.server.requestsOf<UserGet>().size(), size_t(3));
        QCOMPARE(side.server.requestsOf<UserGet>().back().ids, QList<UserId>{UserId{21}});
    }

    /// However many there are, and also after a refusal.
    void namesAreAskedForUntilTheyAreKnown() {
        RoomSide side;
        QVERIFY(side.signIn());
        UserDirectory& people = side.client.people();
        QSignalSpy nameChanged(&people, &UserDirectory::nameChanged);
        const int many = limits::usersPerRequest + 5;
        for (int id = 100; id < 100 + many; ++id)
            QVERIFY(people.name(UserId{id}).isEmpty());
        QTRY_COMPARE(nameChanged.size(), many);
        side.server.setScript([busy = true](const Request& request) mutable -> std::optional<Result<Answer>> {
            if (!std::holds_alternative<UserGet>(request))
                return Answer(Empty());
            if (std::exchange(busy, false))
                return fail(Error::retryLater(ErrorKind::ServerBusy, 1));
            return Answer(UsersAnswer{{User{UserId{20}, QStringLiteral("Chi"), {}}}});
        });
        QTRY_COMPARE(people.name(UserId{20}), QStringLiteral("Chi"));
    }
};

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
