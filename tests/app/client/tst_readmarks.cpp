// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/client/roomserver.h"

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// The lifetime of a read mark, and which of the server's figures apply.
class TestReadMarks : public QObject {
    Q_OBJECT

private:
    static RoomActivity activity(Seq seq) {
        const Message message{{QStringLiteral("hello")}, general, seq, ben, UtcTime{seq}, {}, {}, {}};
        return {general, seq, message, QStringLiteral("Ben")};
    }
    /// Waits until the client has received everything that the server sent so far.
    static bool hasHeardAll(RoomSide& side) {
        bool answered = false;
        side.client.rooms().search({}, {&side.client.rooms(), [&](const Result<QList<Room>>&) { answered = true; }});
        return test::holdsSoon([&] { return answered; });
    }

private Q_SLOTS:
    /// Read marks end with the membership and the session: a later member or user has not read the same.
    void readMarksEndWithTheMembershipAndTheSession() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        side.server.say(ben, QStringLiteral("3"), false);
        side.server.notify(activity(3));
        QTRY_COMPARE(rooms.at(0).unread, 1);
        rooms.markRead(general, 3);
        side.server.notify(RoomRemoved{general, RemovalReason::Left});
        QTRY_COMPARE(rooms.count(), 0);
        side.server.readUpTo = 2;
        side.server.notify(RoomAdded{side.server.room()});
        QTRY_COMPARE(rooms.count(), 1);
        QCOMPARE(rooms.readSeq(general), 2);
        rooms.markRead(general, 3);
        QTRY_COMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(2));
        side.client.session().signOut();
        side.server.forgetRequests();
        QVERIFY(side.signIn());
        QCOMPARE(rooms.readSeq(general), 2);
        QVERIFY(hasHeardAll(side));
        QVERIFY(side.server.requestsOf<RoomMarkRead>().empty());
    }

    void aRefusedMarkIsSentAgain() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        side.server.notify(activity(3));
        QTRY_COMPARE(rooms.at(0).unread, 1);
        bool refused = false;
        side.server.setScript([&refused](const Request& request) -> std::optional<Result<Answer>> {
            if (!std::holds_alternative<RoomMarkRead>(request))
                return Answer(Empty());
            if (!std::exchange(refused, true))
                return fail(Error::retryLater(ErrorKind::RateLimited, 1));
            return Answer(Unread{0, 0});
        });
        rooms.markRead(general, 3);
        QTRY_COMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(2));
        QTRY_COMPARE(rooms.at(0).readSeq, 3);
    }

    /// The mark goes back at once, the server's figures follow, and an answer to an earlier mark does not undo it.
    void markedUnreadFromAMessageOn() {
        RoomSide side;
        for (int i = 0; i < 4; ++i)
            side.server.say(ben, QString::number(i), false); // 3 to 6
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        side.server.setScript([](const Request& request) -> std::optional<Result<Answer>> {
            const auto* mark = std::get_if<RoomMarkRead>(&request);
            return mark ? Answer(Unread{int(std::max<Seq>(0, 6 - mark->seq)), 1}) : Answer(Empty());
        });
        side.server.notify(activity(7));
        QTRY_COMPARE(rooms.at(0).lastSeq, 7);
        rooms.markRead(general, 7);
        rooms.markUnread(general, 4, 2);
        QCOMPARE(rooms.at(0).unread, 2);
        QCOMPARE(rooms.readSeq(general), 3);
        QVERIFY(hasHeardAll(side));
        QCOMPARE(rooms.at(0).unread, 3);
        QCOMPARE(rooms.at(0).mentions, 1);
        QCOMPARE(rooms.readSeq(general), 3);
        const auto sent = side.server.requestsOf<RoomMarkRead>();
        QCOMPARE(sent.size(), size_t(2));
        QVERIFY(!sent[0].back.has_value());
        QCOMPARE(sent[1].back, std::optional(true));
        QCOMPARE(sent[1].seq, 3);
        rooms.markRead(general, 7); // and forward again
        QVERIFY(hasHeardAll(side));
        QCOMPARE(rooms.readSeq(general), 7);
        QVERIFY(!side.server.requestsOf<RoomMarkRead>().back().back.has_value());
    }

    void markedUnreadWhileOffline() {
        RoomSide side;
        side.server.say(ben, QStringLiteral("3"), false);
        QVERIFY(side.signIn());
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        side.client.rooms().markUnread(general, 3, 1);
        QCOMPARE(side.client.rooms().at(0).unread, 1);
        side.server.setScript([inner = &side.server](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<SessionResume>(request))
                return Answer(Resumed{{ana, QStringLiteral("Ana"), {}}, {inner->room()}, {}});
            return Answer(Unread{1, 0});
        });
        side.server.listen();
        QTRY_COMPARE(side.server.requestsOf<RoomMarkRead>().size(), size_t(1));
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().front().back, std::optional(true));
        QVERIFY(hasHeardAll(side));
        QCOMPARE(side.client.rooms().at(0).unread, 1);
        QCOMPARE(side.client.rooms().readSeq(general), 2);
    }

    /// A lower mark comes from another device's wish, unless an own mark is on its way.
    void markedUnreadOnAnotherDevice() {
        RoomSide side;
        for (int i = 0; i < 4; ++i)
            side.server.say(ben, QString::number(i), false);
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        bool answering = true;
        side.server.setScript([&](const Request& request) -> std::optional<Result<Answer>> {
            const auto* mark = std::get_if<RoomMarkRead>(&request);
            if (mark && !answering)
                return std::nullopt;
            return mark ? Answer(Unread{int(6 - mark->seq), 0}) : Answer(Empty());
        });
        side.server.notify(RoomRead{general, ana, 4});
        QTRY_COMPARE(rooms.at(0).unread, 2);
        QCOMPARE(rooms.readSeq(general), 4);
        QCOMPARE(side.server.requestsOf<RoomMarkRead>().back().back, std::nullopt); // it only asks for the figures
        answering = false;
        rooms.markRead(general, 6);
        side.server.notify(RoomRead{general, ana, 5}); // sent before the server knew of the 6
        QVERIFY(hasHeardAll(side));
        QCOMPARE(rooms.readSeq(general), 6);
        QCOMPARE(rooms.at(0).unread, 0);
    }

    /// After a new sign-in the server's mark counts, not what this device has had confirmed.
    void aConfirmedMarkIsNotSentAgain() {
        RoomSide side;
        side.server.say(ben, QStringLiteral("3"), false);
        side.server.readUpTo = 2;
        QVERIFY(side.signIn());
        side.client.rooms().markRead(general, 3);
        QVERIFY(hasHeardAll(side));
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline()); // meanwhile another device marks it unread
        side.server.forgetRequests();
        side.server.listen();
        QTRY_VERIFY(side.client.session().isOnline());
        QVERIFY(hasHeardAll(side));
        QCOMPARE(side.client.rooms().readSeq(general), 2);
        QVERIFY(side.server.requestsOf<RoomMarkRead>().empty());
    }

    /// A message lists a hundred people: whether a longer call has the user among them, the server knows.
    void aCutListOfMentionsIsCountedByTheServer() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        side.server.setScript([](const Request& request) -> std::optional<Result<Answer>> {
            return std::holds_alternative<RoomMarkRead>(request) ? Answer(Unread{1, 1}) : Answer(Empty());
        });
        RoomActivity call = activity(3);
        call.message->mentions.emplace();
        for (int i = 0; i < limits::mentionsListed; ++i)
            call.message->mentions->append(UserId{100 + i});
        side.server.notify(call);
        QTRY_COMPARE(rooms.at(0).mentions, 1);
        QCOMPARE(rooms.at(0).unread, 1);
    }

    /// The figures of an earlier mark arrive after a later mark was made: they are out of date.
    void anEarlierAnswerDoesNotCount() {
        RoomSide side;
        QVERIFY(side.signIn());
        Rooms& rooms = side.client.rooms();
        side.server.setScript([](const Request& request) -> std::optional<Result<Answer>> {
            const auto* mark = std::get_if<RoomMarkRead>(&request);
            return mark ? Answer(Unread{int(4 - mark->seq), 0}) : Answer(Empty());
        });
        side.server.notify(activity(3));
        side.server.notify(activity(4));
        QTRY_COMPARE(rooms.at(0).unread, 2);
        rooms.markRead(general, 3);
        rooms.markRead(general, 4);
        QList<int> shown{rooms.at(0).unread};
        connect(&rooms, &Rows::changed, this, [&] { shown.append(rooms.at(0).unread); });
        QTRY_COMPARE(rooms.at(0).readSeq, 4);
        QCOMPARE(shown, QList<int>(shown.size(), 0));
    }
};

QTEST_GUILESS_MAIN(TestReadMarks)
#include "tst_readmarks.moc"
