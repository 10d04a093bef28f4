// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/putout.h"
#include "tests/server/broker/testnode.h"
#include "tests/support/waiting.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace confab;
using namespace confab::test;

namespace {

template <class B>
bool is(const PipeNet::Passing& passing) {
    return std::holds_alternative<B>(passing.nodeMessage.payload);
}

/// Node messages of these kinds are lost.
template <class... B>
Fate loses(const PipeNet::Passing& passing) {
    return (is<B>(passing) || ...) ? Fate::IsLost : Fate::Arrives;
}

} // namespace

/// Two nodes over one database, joined by a pipe.
class TestBackplane : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<PipeNet> m_net;
    std::unique_ptr<TestNode> m_a;
    std::unique_ptr<TestNode> m_b;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;

    bool isSubscribed(const TestNode& node) const {
        return node.backplane.counts().rooms > 0 && node.backplane.counts().unconfirmed == 0;
    }
    /// Ana in the room on node a, Ben on node b, and each node knows of both.
    std::pair<ConnectionId, ConnectionId> bothIn() {
        const ConnectionId ana = m_a->signIn(m_ana);
        const ConnectionId ben = m_b->signIn(m_ben);
        if (!m_a->enter(ana, m_room) || !m_b->enter(ben, m_room))
            qFatal("entering failed");
        const QSet<UserId> both{m_ana, m_ben};
        if (!waitUntil([&] {
                return isSubscribed(*m_a) && isSubscribed(*m_b) && m_a->here(m_room) == both &&
                       m_b->here(m_room) == both;
            }))
            qFatal("the nodes did not find each other");
        return {ana, ben};
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
        m_ana = makeUser(*m_storage, QStringLiteral("ana"));
        m_ben = makeUser(*m_storage, QStringLiteral("ben"));
        m_room = makeRoom(*m_storage, m_ana);
        need(m_storage->rooms().join(m_room, m_ben, at(1)));
        m_net = std::make_unique<PipeNet>();
        m_a = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("a"), 0);
        m_b = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("b"), 1000);
    }
    void cleanup() {
        m_storage->stop();
        m_a.reset();
        m_b.reset();
        m_net.reset();
        m_storage.reset();
    }

    // ---- the log

    void eventsInOrderOnBoth() {
        const auto [ana, ben] = bothIn();
        QList<Seq> sent;
        for (int i = 0; i < 50; ++i) {
            sent << m_a->send(ana, m_room, QStringLiteral("a%1").arg(i)).seq;
            sent << m_b->send(ben, m_room, QStringLiteral("b%1").arg(i)).seq;
        }
        QVERIFY(waitUntil([&, ana = ana, ben = ben] {
            return m_a->seqsOf(ana, m_room).size() >= 100 && m_b->seqsOf(ben, m_room).size() >= 100;
        }));
        QCOMPARE(m_a->seqsOf(ana, m_room), sent);
        QCOMPARE(m_b->seqsOf(ben, m_room), sent);
        const auto notices = m_b->ports.receivedOf<RoomEventNotice>(ben);
        QCOMPARE(notices.front().event.by, m_ana);
        QCOMPARE(m_a->backplane.counts().eventsFilled, quint64(0));
        QCOMPARE(m_b->backplane.counts().eventsFilled, quint64(0));
    }

    void eventsWhateverHappensToNodeMessages_data() {
        QTest::addColumn<int>("lostOutOf10");
        QTest::addColumn<int>("twiceOutOf10");
        QTest::addColumn<int>("heldOutOf10");
        QTest::newRow("all are lost") << 10 << 0 << 0;
        QTest::newRow("some are lost") << 3 << 0 << 0;
        QTest::newRow("all come twice") << 0 << 10 << 0;
        QTest::newRow("some come late") << 0 << 0 << 5;
        QTest::newRow("all of it") << 3 << 2 << 3;
    }
    void eventsWhateverHappensToNodeMessages() {
        QFETCH(int, lostOutOf10);
        QFETCH(int, twiceOutOf10);
        QFETCH(int, heldOutOf10);
        const auto [ana, ben] = bothIn();
        std::mt19937 random(7);
        m_net->fate = [=, &random](const PipeNet::Passing& passing) {
            const int dice = int(random() % 10);
            if (!is<LogNews>(passing))
                return Fate::Arrives;
            return dice < lostOutOf10                                ? Fate::IsLost
                   : dice < lostOutOf10 + twiceOutOf10               ? Fate::ComesTwice
                   : dice < lostOutOf10 + twiceOutOf10 + heldOutOf10 ? Fate::IsHeld
                                                                     : Fate::Arrives;
        };
        QList<Seq> sent;
        for (int i = 0; i < 40; ++i) {
            sent << m_a->send(ana, m_room, QStringLiteral("a%1").arg(i)).seq;
            sent << m_b->send(ben, m_room, QStringLiteral("b%1").arg(i)).seq;
            if (i % 7 == 0)
                m_net->release();
        }
        QVERIFY(waitUntil([&, ana = ana, ben = ben] {
            return m_a->seqsOf(ana, m_room).size() >= 80 && m_b->seqsOf(ben, m_room).size() >= 80;
        }));
        m_net->release();
        const quint64 before = m_net->arrived;
        m_a->backplane.publishInRoom(m_room, RoomTyping{m_room, m_ana, true}, ana);
        QVERIFY(waitUntil([&] { return m_net->arrived > before; })); // all that was before it has come
        QCOMPARE(m_a->seqsOf(ana, m_room), sent);
        QCOMPARE(m_b->seqsOf(ben, m_room), sent);
    }

    /// Without a connection between them the nodes find events in the database.
    void eventsWithoutTheBroker() {
        const auto [ana, ben] = bothIn();
        QSignalSpy states(&m_b->backplane, &Backplane::stateChanged);
        m_b->broker.cut();
        QVERIFY(waitUntil([&] { return !m_b->backplane.state().brokerConnected; }));
        QCOMPARE(states.size(), 1);
        const Seq first = m_a->send(ana, m_room, QStringLiteral("one")).seq;
        const Seq second = m_b->send(ben, m_room, QStringLiteral("two")).seq;
        const QList<Seq> both{first, second};
        QVERIFY(waitUntil([&, ana = ana, ben = ben] {
            return m_a->seqsOf(ana, m_room) == both && m_b->seqsOf(ben, m_room) == both;
        }));
        m_b->broker.mend();
        QVERIFY(waitUntil([&] { return m_b->backplane.state().brokerConnected && isSubscribed(*m_b); }));
        QCOMPARE(states.size(), 2);
    }

    void onlyOpenRoomsAreSubscribed() {
        const ConnectionId ana = m_a->signIn(m_ana);
        QVERIFY(m_a->broker.isWanted(m_room));
        QVERIFY(m_a->broker.isWanted(m_ana));
        QVERIFY(!m_b->broker.isWanted(m_room));
        QVERIFY(!m_b->broker.isWanted(m_ana));
        QVERIFY(waitUntil([&] { return isSubscribed(*m_a); }));
        m_a->close(ana);
        QVERIFY(!m_a->broker.isWanted(m_room));
        QVERIFY(!m_a->broker.isWanted(m_ana));
        QCOMPARE(m_a->backplane.counts().rooms, 0);
    }

    // ---- ephemeral notifications

    void typingAndReadMarksCross() {
        const auto [ana, ben] = bothIn();
        const ConnectionId watching = m_b->signIn(m_ana); // not in the room
        m_a->backplane.publishInRoom(m_room, RoomTyping{m_room, m_ana, true}, ana);
        QVERIFY(waitUntil([&, ben = ben] { return !m_b->ports.receivedOf<RoomTyping>(ben).empty(); }));
        QCOMPARE(m_b->ports.receivedOf<RoomTyping>(ben).front().by, m_ana);
        QVERIFY(m_a->ports.receivedOf<RoomTyping>(ana).empty());
        QVERIFY(m_b->ports.receivedOf<RoomTyping>(watching).empty());
        QVERIFY(waitUntil([&] { return m_b->broker.isWanted(m_ana); }));
        QCoreApplication::processEvents();
        m_a->backplane.notifyUser(m_ana, RoomRead{m_room, m_ana, 5}, ana, m_room);
        QVERIFY(waitUntil([&] { return !m_b->ports.receivedOf<RoomRead>(watching).empty(); }));
        QCOMPARE(m_b->ports.receivedOf<RoomRead>(watching).front().seq, 5);
        QVERIFY(m_a->ports.receivedOf<RoomRead>(ana).empty());
        QVERIFY(m_b->ports.receivedOf<RoomRead>(ben).empty()); // another person's
    }

    // ---- presence

    void presenceComesWithTheRoom() {
        const ConnectionId ana = m_a->signIn(m_ana);
        QVERIFY(m_a->enter(ana, m_room));
        QVERIFY(waitUntil([&] { return isSubscribed(*m_a); }));
        m_b->signIn(m_ben); // opens the room there
        QVERIFY(waitWithoutBeats([&] { return m_b->here(m_room) == QSet<UserId>{m_ana}; }));
    }

    void presenceMoves() {
        const auto [ana, ben] = bothIn();
        const ConnectionId second = m_b->signIn(m_ana);
        m_a->ports.forget();
        m_b->ports.forget();
        QVERIFY(m_b->enter(second, m_room)); // here already, on the other node
        m_a->exit(ana, m_room);
        QVERIFY(waitWithoutBeats([&] { return m_a->here(m_room) == m_b->here(m_room); }));
        QVERIFY(m_b->ports.receivedOf<RoomPresence>(ben).empty());
        m_b->close(second);
        QVERIFY(waitWithoutBeats([&] { return m_a->here(m_room) == QSet<UserId>{m_ben}; }));
        const auto told = m_b->ports.receivedOf<RoomPresence>(ben);
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told[0].user.id, m_ana);
        QCOMPARE(told[0].state, PresenceState::Gone);
    }

    void presenceLeavesWithTheNode() {
        const auto [ana, ben] = bothIn();
        QCoro::waitFor(m_b->backplane.leave());
        QVERIFY(waitUntil([&] { return m_a->here(m_room) == QSet<UserId>{m_ana}; }, std::chrono::seconds(5)));
        const auto told = m_a->ports.receivedOf<RoomPresence>(ana);
        QCOMPARE(told.back().user.id, m_ben);
        QCOMPARE(told.back().state, PresenceState::Gone);
    }

    /// Node messages about moves are lost; the later digests correct it.
    void presenceHeals() {
        const auto [ana, ben] = bothIn();
        const UserId eve = makeUser(*m_storage, QStringLiteral("eve"));
        m_b->join(eve, m_room);
        const ConnectionId third = m_b->signIn(eve);
        m_net->fate = loses<OccupantMoved, Roster>;
        QVERIFY(m_b->enter(third, m_room));
        m_b->exit(ben, m_room);
        const quint64 before = m_net->arrived;
        QVERIFY(waitUntil([&] { return m_net->arrived > before + 1; }));
        QCOMPARE(m_a->here(m_room), (QSet<UserId>{m_ana, m_ben})); // it does not know
        m_net->fate = {};
        QVERIFY(waitUntil([&] { return m_a->here(m_room) == QSet<UserId>{m_ana, eve}; }));
    }

    /// A later run under the same name voids what the earlier one published.
    void anotherRunOfTheNode() {
        bothIn();
        m_b->broker.stop(); // it dies without a goodbye
        auto later = std::make_unique<TestNode>(*m_storage, *m_net, QStringLiteral("b"), 2000);
        QVERIFY(waitUntil([&] { return m_a->here(m_room) == QSet<UserId>{m_ana}; }, std::chrono::seconds(9)));
        later.reset();
    }

    void supersededNodeIsTold() {
        QSignalSpy told(&m_a->backplane, &Backplane::supersededNode);
        need(m_storage->nodes().begin(QStringLiteral("a"), limits::nodeLease));
        QVERIFY(waitUntil([&] { return !told.isEmpty(); }));
    }

    void countsElsewhere() {
        const ConnectionId ana = m_a->signIn(m_ana);
        QVERIFY(m_a->enter(ana, m_room));
        QVERIFY(waitUntil([&] { return isSubscribed(*m_a) && m_net->arrived > 1; })); // heartbeats both ways
        Room room;
        room.id = m_room;
        QVERIFY(waitUntil([&] {
            const QList<Room> rooms = QCoro::waitFor(m_b->backplane.withPeopleElsewhere({room}));
            return rooms.size() == 1 && rooms.first().here == 1;
        }));
    }

    // ---- memberships

    void joiningOnAnotherNode_data() {
        QTest::addColumn<bool>("lost");
        QTest::newRow("told") << false;
        QTest::newRow("the node message is lost") << true;
    }
    void joiningOnAnotherNode() {
        QFETCH(bool, lost);
        const auto [ana, ben] = bothIn();
        const RoomId other = makeRoom(*m_storage, m_ana, QStringLiteral("Other"));
        QVERIFY(waitUntil([&] { return m_b->broker.isWanted(m_ben); }));
        // The log shows it too. The periodic comparison of all people is awaited only where nothing else helps.
        m_net->fate = lost ? loses<BelongingChanged, LogNews> : loses<LogNews>;
        const auto wait = [&](const std::function<bool()>& condition) {
            return lost ? waitUntil(condition) : waitWithoutBeats(condition);
        };
        m_a->join(m_ben, other);
        QVERIFY(wait([&, ben = ben] { return m_b->hub.connections().isMember(ben, other); }));
        QCOMPARE(m_b->ports.receivedOf<RoomAdded>(ben).size(), size_t(1));
        QCOMPARE(m_b->ports.receivedOf<RoomAdded>(ben).front().room.name, QStringLiteral("Other"));
        m_a->leave(m_ben, other);
        QVERIFY(wait([&, ben = ben] { return !m_b->hub.connections().isMember(ben, other); }));
        QCOMPARE(m_b->ports.receivedOf<RoomRemoved>(ben).size(), size_t(1));
        QCOMPARE(m_b->ports.receivedOf<RoomRemoved>(ben).front().reason, RemovalReason::Left);
        QVERIFY(m_b->hub.connections().isMember(ben, m_room));
    }

    /// By the person's channel, and by the room's log: whichever comes first says how it happened.
    void puttingOutOnAnotherNode_data() {
        QTest::addColumn<bool>("byTheLog");
        QTest::newRow("the node message arrives") << false;
        QTest::newRow("the log arrives") << true;
    }
    void puttingOutOnAnotherNode() {
        QFETCH(bool, byTheLog);
        const auto [ana, ben] = bothIn();
        m_net->fate = byTheLog ? loses<BelongingChanged> : loses<LogNews>;
        const Expulsion kick{m_room, m_ben, m_ana, at(9), QStringLiteral("too loud")};
        const auto always = [](Role, Role, RoomKind) { return true; };
        const QList<Event> events = need(m_storage->moderation().putOut(kick, always));
        const auto& left = std::get<MemberLeft>(events[0].data);
        m_a->backplane.memberRemoved(m_room, m_ben, {}, putOutBy(left, QStringLiteral("Ana")));
        m_a->backplane.publishEvent(events[0], QStringLiteral("Ana"));
        QVERIFY(waitUntil([&, ben = ben] { return !m_b->hub.connections().isMember(ben, m_room); }));
        const auto removed = m_b->ports.receivedOf<RoomRemoved>(ben);
        QCOMPARE(removed.size(), size_t(1));
        QVERIFY(removed[0].putOut.has_value());
        QCOMPARE(removed[0].putOut->by.name, QStringLiteral("Ana"));
        QCOMPARE(removed[0].putOut->note, std::optional(QStringLiteral("too loud")));
    }

    void deletingOnAnotherNode_data() { joiningOnAnotherNode_data(); }
    void deletingOnAnotherNode() {
        QFETCH(bool, lost);
        const auto [ana, ben] = bothIn();
        if (lost)
            m_net->fate = loses<RoomGone>;
        need(m_storage->rooms().remove(m_room, m_ana, at(9), ownersOnly));
        m_a->backplane.roomDeleted(m_room, ana);
        QVERIFY(waitUntil([&, ben = ben] { return !m_b->hub.connections().isMember(ben, m_room); }));
        QCOMPARE(m_b->ports.receivedOf<RoomRemoved>(ben).size(), size_t(1));
        QCOMPARE(m_b->ports.receivedOf<RoomRemoved>(ben).front().reason, RemovalReason::Deleted);
        QVERIFY(!m_b->broker.isWanted(m_room));
    }

    /// People without a connection here cost nothing: their memberships are never looked up.
    void onlyPeopleWhoAreHereAreCompared() {
        const auto [ana, ben] = bothIn();
        for (int i = 0; i < 5; ++i) {
            const UserId user = makeUser(*m_storage, QStringLiteral("user%1").arg(i));
            m_a->join(user, m_room); // the event is heard on node b
        }
        QVERIFY(waitUntil([&, ben = ben] { return m_b->seqsOf(ben, m_room).size() == 5; }));
        QCOMPARE(m_b->hub.connections().users(), QList<UserId>{m_ben});
    }

    // ---- sessions

    void endedSessionsClose_data() { joiningOnAnotherNode_data(); }
    void endedSessionsClose() {
        QFETCH(bool, lost);
        const SessionId session = m_a->newSession(m_ana);
        const ConnectionId here = m_a->signIn(m_ana, session);
        const ConnectionId there = m_b->signIn(m_ana, session);
        const ConnectionId other = m_b->signIn(m_ana);
        QVERIFY(waitUntil([&] { return isSubscribed(*m_a) && isSubscribed(*m_b); }));
        if (lost)
            m_net->fate = loses<SessionEnded>;
        if (lost)
            need(m_storage->sessions().revoke(session, UtcTime::now())); // else only the node message tells
        m_a->backplane.endSession(session, here, QStringLiteral("Signed out"));
        QVERIFY(!m_a->hub.connections().identity(here));
        QVERIFY(!m_a->closedWith(here));
        QVERIFY(waitUntil([&] { return m_b->closedWith(there).has_value(); }));
        QCOMPARE(m_b->closedWith(there), CloseCode::SessionRevoked);
        QVERIFY(!m_b->hub.connections().identity(there));
        QVERIFY(m_b->hub.connections().identity(other));
        QVERIFY(!m_b->closedWith(other));
    }

    // ---- webhooks

    void otherNodesHearOfAWebhook() {
        QVERIFY(waitUntil([&] { return m_net->arrived > 1; })); // heartbeats both ways
        const QSignalSpy here(&m_a->backplane, &Backplane::hookMade);
        const QSignalSpy there(&m_b->backplane, &Backplane::hookMade);
        m_a->backplane.publishHook();
        QVERIFY(waitUntil([&] { return there.count() == 1; }));
        QCOMPARE(here.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestBackplane)
#include "tst_backplane.moc"
