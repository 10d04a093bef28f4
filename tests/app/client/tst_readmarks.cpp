// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

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
        return QTest::qWaitFor([&] { return answered; });
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
