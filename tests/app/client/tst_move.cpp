// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "tests/app/client/roomserver.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// A node announces that it stops, and the client moves to another one at the same address. One scripted server is all
/// nodes: each connection is one.
class TestMove : public QObject {
    Q_OBJECT

private:
    /// Ana, signed in with the room open, by connection 1; and everything that a user could notice of a break.
    struct Moving : RoomSide {
        OpenRoom* room = nullptr;
        QSignalSpy phases{&client.session(), &Session::phaseChanged};
        QSignalSpy online{&client.session(), &Session::online};
        QSignalSpy moved{&client.session(), &Session::moved};
        QSignalSpy resets{&client.rooms(), &Rooms::wasReset};
        std::optional<QSignalSpy> live;

        bool begin() {
            server.strict = true;
            server.say(ben, QStringLiteral("before"), false);
            if (!signIn())
                return false;
            room = &client.openRooms().open(general);
            live.emplace(room, &OpenRoom::liveChanged);
            if (!test::holdsSoon([this] { return room->isLive(); }))
                return false;
            for (QSignalSpy* spy : {&phases, &online, &moved, &resets, &*live})
                spy->clear();
            server.forgetRequests();
            return true;
        }
        QStringList shown() const {
            QStringList lines;
            for (int row = room->timeline().count() - 1; row >= 0; --row) {
                if (room->timeline().at(row).isMessage())
                    lines.append(room->timeline().at(row).body());
            }
            return lines;
        }
        bool nobodyNoticed() const {
            return phases.isEmpty() && online.isEmpty() && resets.isEmpty() && live->isEmpty() && room->isLive();
        }
    };

private Q_SLOTS:
    void nobodyNotices() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_VERIFY(!ana.server.hasConnection(1)); // closed by the client itself
        QVERIFY(ana.server.hasConnection(2));
        QCOMPARE(ana.moved.size(), 1);
        QCOMPARE(ana.server.requestsOf<SessionResume>().size(), size_t(1));
        QCOMPARE(ana.server.requestsOf<RoomEnter>().front().after, std::optional<Seq>(3));
        ana.server.say(ben, QStringLiteral("after"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.nobodyNoticed());
    }

    /// Events arrive by both lines for a moment, and those of the old one may be newer than the new one's first answer.
    void whatIsSaidMeanwhileIsShownOnce() {
        Moving ana;
        QVERIFY(ana.begin());
        QSignalSpy arrived(&ana.client.rooms(), &Rooms::messageArrived);
        ana.server.spoil = [&](const Request& request) {
            if (std::holds_alternative<SessionResume>(request) || std::holds_alternative<RoomEnter>(request))
                ana.server.say(ben, QStringLiteral("%1 goes on").arg(ana.server.lastSeq())); // connection 1 hears it
            return false;
        };
        ana.server.after = [&](const Request& request) {
            if (std::holds_alternative<RoomEnter>(request))
                ana.server.say(ben, QStringLiteral("%1 overtakes").arg(ana.server.lastSeq()));
        };
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_VERIFY(!ana.server.hasConnection(1));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QCOMPARE(ana.shown().size(), 4);
        QCOMPARE(arrived.size(), 3);
        QCOMPARE(ana.client.rooms().find(general)->lastSeq, ana.server.lastSeq());
        QVERIFY(ana.nobodyNoticed());
    }

    void theOldLineTellsUntilTheRoomsAreEnteredByTheNew() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) { return std::holds_alternative<RoomEnter>(request); };
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.server.requestsOf<RoomEnter>().size(), size_t(1));
        ana.server.say(ben, QStringLiteral("by the old one"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.server.hasConnection(1));
        QVERIFY(ana.nobodyNoticed());
    }

    void theOldLineStaysUntilItHasAnswered() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) { return std::holds_alternative<RoomFind>(request); };
        std::optional<ErrorKind> outcome;
        ana.client.rooms().search({}, {this, [&](const Result<QList<Room>>& found) {
                                           outcome = found ? std::nullopt : std::optional(found.error().kind);
                                       }});
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.server.requestsOf<RoomEnter>().size(), size_t(1));
        QTRY_VERIFY(ana.server.entered.contains(2));
        ana.server.say(ben, QStringLiteral("by both"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.server.hasConnection(1));
        QVERIFY(!outcome);
        ana.server.closeOne(1, CloseCode::Draining); // its time is over
        QTRY_COMPARE(outcome, ErrorKind::Disconnected);
        QVERIFY(ana.nobodyNoticed());
    }

    void aMessageWithoutAnAnswerGoesOnceMoreUnderItsId() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.tellLive = false;
        ana.server.silentSend = true;
        QVERIFY(ana.room->send(QStringLiteral("is it there?")));
        QTRY_COMPARE(ana.server.stored.size(), 1);
        ana.server.silentSend = false;
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.moved.size(), 1);
        ana.server.closeOne(1, CloseCode::Draining);
        QTRY_COMPARE(ana.client.outbox().count(), 0);
        const std::vector<MessageSend> sent = ana.server.requestsOf<MessageSend>();
        for (const MessageSend& one : sent)
            QCOMPARE(one.clientId, sent.front().clientId);
        QCOMPARE(ana.server.stored.size(), 1);
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.nobodyNoticed());
    }

    void aServerThatIsAloneIsUsedToTheEnd() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.refuseNew();
        QSignalSpy refused(&ana.client.connection(), &Connection::nextLost);
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_VERIFY(refused.size() >= 2); // tried, and tried again
        QVERIFY(ana.room->send(QStringLiteral("still there")));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.nobodyNoticed());
        ana.server.closeOne(1, CloseCode::Draining);
        QTRY_COMPARE(ana.client.session().phase(), Session::Phase::Offline);
        ana.server.listen();
        QTRY_VERIFY(ana.client.session().isOnline());
        ana.server.say(ben, QStringLiteral("back"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
    }

    void theSecondLineTakesOverWhenTheFirstEndsTooSoon() {
        Moving ana;
        QVERIFY(ana.begin());
        bool first = true;
        ana.server.spoil = [&](const Request& request) {
            if (std::holds_alternative<SessionResume>(request) && std::exchange(first, false))
                ana.server.closeOne(1, CloseCode::Draining);
            return false;
        };
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.moved.size() + ana.online.size(), 1);
        QTRY_VERIFY(ana.room->isLive());
        QVERIFY(ana.server.hasConnection(2));
        QVERIFY(!ana.server.hasConnection(3));
        ana.server.say(ben, QStringLiteral("after"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
    }

    void aRefusalOnTheSecondLineEndsNothing() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) {
            if (std::holds_alternative<SessionResume>(request))
                ana.server.closeOne(ana.server.asking(), CloseCode::AuthNeeded);
            return std::holds_alternative<SessionResume>(request);
        };
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_VERIFY(ana.server.requestsOf<SessionResume>().size() >= 2);
        QVERIFY(ana.room->send(QStringLiteral("still there")));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QVERIFY(ana.nobodyNoticed());
    }

    void anotherNodeMayStopToo() {
        Moving ana;
        QVERIFY(ana.begin());
        for (int node = 1; node <= 3; ++node) {
            ana.server.say(ben, QStringLiteral("at node %1").arg(node));
            ana.server.notifyOne(node, ServerDrainingNotice{0});
            QTRY_VERIFY(!ana.server.hasConnection(node));
        }
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        QCOMPARE(ana.moved.size(), 3);
        QVERIFY(ana.nobodyNoticed());
    }

    void marksAndTypingGoAlong() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) {
            return std::holds_alternative<RoomMarkRead>(request) && ana.server.asking() == 1;
        };
        ana.server.say(ben, QStringLiteral("read me"));
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        ana.client.rooms().markRead(general, ana.server.lastSeq());
        ana.client.typing().typed(general);
        QTRY_COMPARE(ana.server.requestsOf<RoomMarkRead>().size(), size_t(1));
        QTRY_COMPARE(ana.server.requestsOf<TypingSet>().size(), size_t(1));
        const Room before = ana.server.room();
        ana.server.readUpTo = before.lastSeq - 1; // the mark that was never answered was never stored
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.server.requestsOf<RoomMarkRead>().size(), size_t(2));
        QCOMPARE(ana.server.requestsOf<RoomMarkRead>().back().seq, before.lastSeq);
        QTRY_COMPARE(ana.server.requestsOf<TypingSet>().size(), size_t(2));
        QVERIFY(ana.server.requestsOf<TypingSet>().back().on);
        QCOMPARE(ana.client.rooms().find(general)->unread, 0);
    }

    /// A page that was requested on the old line is not waited for: later gaps are filled, too.
    void aPageUnderwayIsForgotten() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) {
            return std::holds_alternative<RoomEvents>(request) && ana.server.asking() == 1;
        };
        const auto leaveAHole = [&] {
            ana.server.say(ben, QStringLiteral("not told"), false);
            ana.server.say(ben, QStringLiteral("told"));
        };
        leaveAHole();
        QTRY_COMPARE(ana.server.requestsOf<RoomEvents>().size(), size_t(1));
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
        leaveAHole();
        QTRY_COMPARE(ana.shown(), ana.server.bodies());
    }

    void signingOutEndsTheMove() {
        Moving ana;
        QVERIFY(ana.begin());
        ana.server.spoil = [&](const Request& request) { return std::holds_alternative<SessionResume>(request); };
        ana.server.notifyOne(1, ServerDrainingNotice{0});
        QTRY_COMPARE(ana.server.requestsOf<SessionResume>().size(), size_t(1));
        ana.client.session().signOut();
        QTRY_COMPARE(ana.server.connections(), 0);
        QCOMPARE(ana.client.session().phase(), Session::Phase::SignedOut);
        QVERIFY(!ana.client.connection().hasNext());
    }
};

QTEST_GUILESS_MAIN(TestMove)
#include "tst_move.moc"
