// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/broker/testnode.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace confab;
using namespace confab::test;

/// A room with a capacity, over two nodes.
class TestCapacity : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<PipeNet> m_net;
    std::unique_ptr<TestNode> m_a;
    std::unique_ptr<TestNode> m_b;
    std::vector<UserId> m_people;
    RoomId m_room;

    /// A room for so many at once, that `people` people are members of.
    void makeRoomFor(int capacity, int people) {
        for (int i = 0; i < people; ++i)
            m_people.push_back(makeUser(*m_storage, QStringLiteral("user%1").arg(i)));
        NewRoom room = roomOf(m_people[0]);
        room.capacity = capacity;
        m_room = need(m_storage->rooms().create(room)).room.id;
        for (int i = 1; i < people; ++i)
            need(m_storage->rooms().join(m_room, m_people[size_t(i)], at(1)));
    }
    qint64 seatsTaken() {
        return need(onWriterOf<qint64>(*m_storage, [](SqlConnection& db) -> Result<qint64> {
            Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM seats"));
            if (!rows)
                return fail(std::move(rows.error()));
            rows->next();
            return rows->integer(0);
        }));
    }
    bool willBeFree() {
        return waitUntil([&] { return seatsTaken() == 0; });
    }
    /// Enters as soon as there is a seat, which others free by leaving.
    bool willEnter(TestNode& node, ConnectionId connection) {
        return waitUntil([&] { return node.enter(connection, m_room).has_value(); });
    }

private Q_SLOTS:
    void init() {
        m_people.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
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

    /// Both nodes request the last seat at once, before either has heard of the other.
    void theLastSeatIsGivenOnce() {
        makeRoomFor(1, 2);
        m_net->fate = [](const PipeNet::Passing&) { return Fate::IsLost; };
        for (int round = 0; round < 20; ++round) {
            const ConnectionId first = m_a->signIn(m_people[0]);
            const ConnectionId second = m_b->signIn(m_people[1]);
            std::vector<QCoro::Task<Result<Entered>>> both;
            both.push_back(m_a->entering(first, m_room));
            both.push_back(m_b->entering(second, m_room));
            const std::vector<Result<Entered>> results = askAll(std::move(both));
            QCOMPARE(int(results[0].has_value()) + int(results[1].has_value()), 1);
            const Error& refused = results[0] ? results[1].error() : results[0].error();
            QCOMPARE(refused.kind, ErrorKind::RoomFull);
            QCOMPARE(refused.capacity, 1);
            QVERIFY(seatsTaken() >= 1);
            m_a->close(first);
            m_b->close(second);
            QVERIFY(willBeFree());
        }
    }

    /// Every way of leaving gives the seat back.
    void isFreedInEveryWay_data() {
        QTest::addColumn<int>("way");
        QTest::newRow("exit") << 0;
        QTest::newRow("disconnect") << 1;
        QTest::newRow("sign-out") << 2;
        QTest::newRow("membership lost") << 3;
        QTest::newRow("room deleted") << 4;
        QTest::newRow("the node stops") << 5;
    }
    void isFreedInEveryWay() {
        QFETCH(int, way);
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId second = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(first, m_room));
        QCOMPARE(outcome(m_b->enter(second, m_room)), named(ErrorKind::RoomFull));
        QCOMPARE(seatsTaken(), 1);
        switch (way) {
        case 0:
            m_a->exit(first, m_room);
            break;
        case 1:
            m_a->close(first);
            break;
        case 2:
            m_a->hub.signOut(first);
            break;
        case 3:
            m_a->leave(m_people[0], m_room);
            break;
        case 4:
            m_a->backplane.roomDeleted(m_room, {});
            break;
        default:
            QCoro::waitFor(m_a->backplane.leave());
        }
        QVERIFY(willBeFree());
        QVERIFY(willEnter(*m_b, second));
    }

    void failedEnteringFreesIt() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId second = m_b->signIn(m_people[1]);
        auto entering = m_a->entering(first, m_room);
        m_a->close(first); // while the seat is asked for
        QVERIFY(!ask(std::move(entering)));
        QVERIFY(willBeFree());
        QVERIFY(willEnter(*m_b, second));
    }

    /// Each try would keep a page of events, and be told every event.
    void aRefusedEnteringIsForgotten() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId second = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(first, m_room));
        for (int tries = 0; tries < 3; ++tries)
            QCOMPARE(outcome(m_b->enter(second, m_room)), named(ErrorKind::RoomFull));
        QCOMPARE(m_b->hub.counts().enterings, size_t(0));
    }

    /// A refused connection is told of a seat that becomes free on another node.
    void whoWaitsHearsOfASeatElsewhere() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId second = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(first, m_room));
        QCOMPARE(outcome(m_b->enter(second, m_room)), named(ErrorKind::RoomFull));
        QVERIFY(waitUntil([&] { return m_b->here(m_room).contains(m_people[0]); }));
        m_a->exit(first, m_room);
        const auto lastTold = [&]() -> std::optional<RoomPresence> {
            const auto told = m_b->ports.receivedOf<RoomPresence>(second);
            return told.empty() ? std::nullopt : std::optional(told.back());
        };
        QVERIFY(waitUntil([&] { return lastTold() && lastTold()->state == PresenceState::Gone; }));
        QCOMPARE(lastTold()->user.id, m_people[0]);
        QCOMPARE(lastTold()->hereCount, 0);
        QVERIFY(willEnter(*m_b, second));
    }

    /// The seat is the person's, not the connection's.
    void isKeptWhileAnotherConnectionIsIn() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId again = m_a->signIn(m_people[0]);
        const ConnectionId elsewhere = m_b->signIn(m_people[0]);
        const ConnectionId other = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(first, m_room));
        QVERIFY(m_a->enter(again, m_room));
        QVERIFY(m_b->enter(elsewhere, m_room)); // has a seat already
        m_a->exit(first, m_room);
        QCOMPARE(outcome(m_b->enter(other, m_room)), named(ErrorKind::RoomFull));
        QCOMPARE(seatsTaken(), 2); // one on each node, of one person
        m_a->close(again);
        QVERIFY(waitUntil([&] { return seatsTaken() == 1; }));
        QCOMPARE(outcome(m_b->enter(other, m_room)), named(ErrorKind::RoomFull));
        m_b->exit(elsewhere, m_room);
        QVERIFY(willEnter(*m_b, other));
    }

    void isKeptWhileAnotherConnectionIsEntering() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId again = m_a->signIn(m_people[0]);
        const ConnectionId other = m_b->signIn(m_people[1]);
        for (int round = 0; round < 20; ++round) {
            QVERIFY(willEnter(*m_a, first));
            auto entering = m_a->entering(again, m_room);
            m_a->exit(first, m_room);
            QVERIFY(ask(std::move(entering)));
            QCOMPARE(outcome(m_b->enter(other, m_room)), named(ErrorKind::RoomFull));
            m_a->exit(again, m_room);
        }
        QVERIFY(willBeFree());
    }

    /// Out and in again at once: giving up must not delete what was granted after it.
    void outAndInAgain() {
        makeRoomFor(1, 2);
        const ConnectionId first = m_a->signIn(m_people[0]);
        const ConnectionId other = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(first, m_room));
        for (int round = 0; round < 50; ++round) {
            m_a->exit(first, m_room);
            auto entering = m_a->entering(first, m_room);
            if (round % 3 == 0) {
                m_a->exit(first, m_room);
                QCoreApplication::processEvents();
            }
            QVERIFY(ask(std::move(entering)));
            QCOMPARE(seatsTaken(), 1);
            QCOMPARE(outcome(m_b->enter(other, m_room)), named(ErrorKind::RoomFull));
        }
    }

    /// A node whose lease is over has no seats: its people who held one are sent away, the others stay.
    void aLostLeaseVoidsTheSeats() {
        makeRoomFor(1, 3);
        const RoomId open = makeRoom(*m_storage, m_people[2], QStringLiteral("Open"));
        const ConnectionId seated = m_a->signIn(m_people[0]);
        const ConnectionId standing = m_a->signIn(m_people[2]);
        const ConnectionId other = m_b->signIn(m_people[1]);
        QVERIFY(m_a->enter(seated, m_room));
        QVERIFY(m_a->enter(standing, open));
        need(m_storage->nodes().end(m_a->lease)); // as if it had been frozen for too long
        QVERIFY(waitUntil([&] { return m_a->closedWith(seated).has_value(); }));
        QCOMPARE(m_a->closedWith(seated), CloseCode::Draining);
        QVERIFY(!m_a->hub.connections().hasEntered(seated, m_room));
        QVERIFY(!m_a->closedWith(standing));
        QVERIFY(m_a->hub.connections().hasEntered(standing, open));
        QVERIFY(willEnter(*m_b, other));
        m_a->close(seated);
        const ConnectionId back = m_a->signIn(m_people[0]);
        m_b->exit(other, m_room);
        QVERIFY(willEnter(*m_a, back)); // with a new lease
    }

    void noSeatWithoutALease() {
        makeRoomFor(1, 1);
        const ConnectionId first = m_a->signIn(m_people[0]);
        need(m_storage->nodes().end(m_a->lease));
        const Result<Entered> refused = m_a->enter(first, m_room);
        QCOMPARE(outcome(refused), named(ErrorKind::ServerBusy));
        QVERIFY(refused.error().retryAfterMs);
        QVERIFY(!m_a->hub.connections().hasEntered(first, m_room));
    }

    /// Never more people than seats, on whatever nodes they enter; and in the end all seats are free.
    void anyRace_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void anyRace() {
        QFETCH(unsigned, seed);
        constexpr int capacity = 3;
        constexpr int people = 7;
        makeRoomFor(capacity, people);
        std::mt19937 random(seed);
        const auto pick = [&random](int count) { return int(random() % unsigned(count)); };
        m_net->fate = [&pick](const PipeNet::Passing&) { return pick(2) == 0 ? Fate::IsLost : Fate::Arrives; };
        std::vector<std::pair<TestNode*, ConnectionId>> connections;
        for (int i = 0; i < 2 * people; ++i) {
            TestNode* node = i % 2 == 0 ? m_a.get() : m_b.get();
            connections.emplace_back(node, node->signIn(m_people[size_t(i / 2)]));
        }
        std::vector<QCoro::Task<Result<Entered>>> underWay;
        int granted = 0;
        const auto checkCount = [&] {
            QSet<UserId> in;
            for (const auto& [node, connection] : connections) {
                if (node->hub.connections().hasEntered(connection, m_room))
                    in.insert(node->hub.connections().identity(connection)->user);
            }
            QVERIFY(in.size() <= capacity);
        };
        for (int step = 0; step < 400 && !QTest::currentTestFailed(); ++step) {
            const auto& [node, connection] = connections[size_t(pick(2 * people))];
            if (pick(3) == 0)
                node->exit(connection, m_room);
            else
                underWay.push_back(node->entering(connection, m_room));
            for (int turns = pick(3); turns > 0; --turns) {
                QCoreApplication::processEvents();
                checkCount();
            }
        }
        for (const Result<Entered>& result : askAll(std::move(underWay))) {
            granted += result.has_value();
            QVERIFY(result || result.error().kind == ErrorKind::RoomFull);
        }
        checkCount();
        QVERIFY(granted > capacity);
        for (const auto& [node, connection] : connections)
            node->close(connection);
        QVERIFY(willBeFree());
    }
};

QTEST_GUILESS_MAIN(TestCapacity)
#include "tst_capacity.moc"
