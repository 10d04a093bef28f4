// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/limits.h"
#include "server/broker/seats.h"
#include "tests/server/hub/recordingports.h"
#include "tests/server/storage/sqltesting.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// The real one, which can be made to fail.
class FailingNodes final : public NodeStore {
public:
    explicit FailingNodes(NodeStore& nodes) : m_nodes(nodes) {}
    QCoro::Task<Result<NodeLease>> begin(QString node, std::chrono::milliseconds lease) override {
        ++begun;
        Result<NodeLease> held = co_await m_nodes.begin(std::move(node), lease);
        ++answeredBegin;
        if (losesNewLeases)
            co_return fail(ErrorKind::Unavailable); // it was stored
        co_return held;
    }
    QCoro::Task<Result<Renewal>> renew(NodeLease held, std::chrono::milliseconds lease) override {
        ++asked;
        Result<Renewal> renewal = co_await m_nodes.renew(std::move(held), lease);
        ++answered;
        if (failing)
            co_return fail(ErrorKind::Unavailable);
        co_return renewal;
    }
    QCoro::Task<Status> end(NodeLease held) override { return m_nodes.end(std::move(held)); }
    QCoro::Task<Status> takeSeat(NodeLease held, Seat seat) override {
        Status done = co_await m_nodes.takeSeat(std::move(held), seat);
        if (failing)
            co_return fail(ErrorKind::Unavailable); // it may have been stored
        co_return done;
    }
    QCoro::Task<Status> giveUpSeats(NodeLease held, QList<Seat> seats) override {
        ++askedToGiveUp;
        const bool fails = failing;
        Status done = fail(ErrorKind::Unavailable);
        if (!fails)
            done = co_await m_nodes.giveUpSeats(std::move(held), std::move(seats));
        ++answeredGiveUp;
        co_return done;
    }

    bool failing = false;
    bool losesNewLeases = false;
    int begun = 0;
    int answeredBegin = 0;
    int asked = 0;
    int answered = 0;
    int askedToGiveUp = 0;
    int answeredGiveUp = 0;

private:
    NodeStore& m_nodes;
};

class RecordingHolder final : public Seats::Holder {
public:
    void seatsLost(const QList<Seat>& seats) override {
        ++losses;
        for (const Seat& seat : seats)
            lost.insert(seat.user);
    }
    void superseded() override { ++timesSuperseded; }
    void databaseAnswers(bool answers) override { answered = answers; }

    int losses = 0;
    int timesSuperseded = 0;
    QSet<UserId> lost;
    std::optional<bool> answered;
};

} // namespace

/// The seats of one node and its lease, by the node's own clock, which is a parameter here.
class TestSeats : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    std::unique_ptr<FailingNodes> m_nodes;
    RecordingPorts m_ports{2};
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<RecordingHolder> m_holder;
    std::unique_ptr<Seats> m_seats;
    NodeLease m_lease;
    SteadyTime m_begun;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;

    static constexpr auto lasts = limits::nodeLease - limits::nodeLeaseMargin;

    Status take(UserId user) { return ask(m_seats->take(Seat{m_room, user})); }
    /// The database's answer to another node about the one seat.
    QString othersOutcome() {
        const NodeLease other = need(m_storage->nodes().begin(QStringLiteral("other"), limits::nodeLease));
        const QString said = outcome(m_storage->nodes().takeSeat(other, Seat{m_room, m_ben}));
        need(m_storage->nodes().end(other));
        return said;
    }
    /// Whether the seat is free once the node has finished giving up. Nothing else can free it: the lease in the
    /// database outlasts the test.
    bool willBeFree() {
        return waitUntil([&] { return m_nodes->askedToGiveUp == m_nodes->answeredGiveUp; }) &&
               othersOutcome() == QStringLiteral("ok");
    }
    void beat(SteadyTime time) {
        m_seats->beat(time);
        QVERIFY(waitUntil([&] { return m_nodes->asked == m_nodes->answered; }));
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = openIn(m_folder->path());
        m_nodes = std::make_unique<FailingNodes>(m_storage->nodes());
        m_ana = makeUser(*m_storage, QStringLiteral("ana"));
        m_ben = makeUser(*m_storage, QStringLiteral("ben"));
        NewRoom room = roomOf(m_ana);
        room.capacity = 1;
        m_room = need(m_storage->rooms().create(room)).room.id;
        m_hub = std::make_unique<Hub>(m_ports.all());
        m_holder = std::make_unique<RecordingHolder>();
        m_begun = std::chrono::steady_clock::now();
        m_lease = need(m_storage->nodes().begin(QStringLiteral("node"), 24h));
        m_seats = std::make_unique<Seats>(*m_nodes, *m_hub, *m_holder, m_lease, m_begun);
    }
    void cleanup() {
        m_storage->stop();
        m_seats.reset();
        m_storage.reset();
    }

    /// The node knows it before the database gives the seats to others.
    void isOverByItsOwnClock() {
        QVERIFY(lasts < limits::nodeLease);
        QVERIFY(take(m_ana));
        m_seats->check(m_begun + lasts - 1ms);
        QCOMPARE(m_holder->losses, 0);
        m_seats->check(m_begun + lasts);
        QCOMPARE(m_holder->losses, 1);
        QCOMPARE(m_holder->lost, QSet<UserId>{m_ana});
        QCOMPARE(outcome(take(m_ana)), named(ErrorKind::ServerBusy));
        m_seats->check(m_begun + 24h);
        QCOMPARE(m_holder->losses, 1); // told once
    }

    void renewsInTime() {
        beat(m_begun + limits::nodeRenewal - 1ms);
        QCOMPARE(m_nodes->asked, 0);
        beat(m_begun + limits::nodeRenewal);
        QCOMPARE(m_nodes->asked, 1);
        QCOMPARE(m_holder->answered, true);
        beat(m_begun + limits::nodeRenewal + 1ms);
        QCOMPARE(m_nodes->asked, 1);
        // The lease counts from when it was asked for, by the real clock here.
        m_seats->check(std::chrono::steady_clock::now() + lasts);
        QCOMPARE(m_holder->losses, 1);
    }

    /// A lease that could not be renewed is asked for sooner, and the node says that its database is away.
    void asksSoonerAfterAnError() {
        QVERIFY(take(m_ana));
        m_nodes->failing = true;
        beat(m_begun + limits::nodeRenewal);
        QCOMPARE(m_holder->answered, false);
        QCOMPARE(m_holder->losses, 0);
        beat(m_begun + 2 * limits::nodeRenewal - 1ms);
        QCOMPARE(m_nodes->asked, 2);
        beat(m_begun + lasts);
        QCOMPARE(m_holder->losses, 1);
        m_nodes->failing = false;
        beat(m_begun + lasts + limits::nodeRenewal);
        QVERIFY(waitUntil([&] { return m_nodes->begun == 1; }));
        QCOMPARE(m_holder->answered, true);
        QVERIFY(waitUntil([&] { return take(m_ana).has_value(); })); // with a new epoch
    }

    void neverRevivesALease() {
        QVERIFY(take(m_ana));
        need(m_storage->nodes().end(m_lease));
        beat(m_begun + limits::nodeRenewal);
        QCOMPARE(m_holder->lost, QSet<UserId>{m_ana});
        QCOMPARE(m_nodes->begun, 1);
        QCOMPARE(m_holder->timesSuperseded, 0);
    }

    /// The connection broke after the new lease was stored.
    void itsOwnLeaseIsNoOtherNode() {
        need(m_storage->nodes().end(m_lease));
        m_nodes->losesNewLeases = true;
        beat(m_begun + limits::nodeRenewal);
        QVERIFY(waitUntil([&] { return m_nodes->answeredBegin == 1; }));
        QCOMPARE(m_holder->answered, std::optional(false));
        QCOMPARE(outcome(m_seats->take(Seat{m_room, m_ana})), QStringLiteral("server.busy"));
        m_nodes->losesNewLeases = false;
        beat(m_begun + 2 * limits::nodeRenewal);
        QVERIFY(waitUntil([&] { return m_nodes->answeredBegin == 2; }));
        QCOMPARE(m_holder->timesSuperseded, 0);
        QCOMPARE(m_holder->answered, std::optional(true));
        QVERIFY(take(m_ana));
    }

    void isToldOfAnother() {
        need(m_storage->nodes().begin(QStringLiteral("node"), limits::nodeLease));
        beat(m_begun + limits::nodeRenewal);
        QCOMPARE(m_holder->timesSuperseded, 1);
        QCOMPARE(m_nodes->begun, 0); // it does not begin another epoch
    }

    void whoDoesNotComeInGivesItBack() {
        QVERIFY(take(m_ana));
        QCOMPARE(othersOutcome(), named(ErrorKind::RoomFull));
        m_seats->settled(Seat{m_room, m_ana}); // and is not in the room
        QVERIFY(willBeFree());
        m_seats->settled(Seat{m_room, m_ana}); // once too often does no harm
        m_seats->left(Seat{m_room, m_ana});
    }

    void countsEnteringsOfOnePerson() {
        QVERIFY(take(m_ana));
        QVERIFY(take(m_ana));
        m_seats->settled(Seat{m_room, m_ana});
        m_seats->left(Seat{m_room, m_ana});
        QCOMPARE(othersOutcome(), named(ErrorKind::RoomFull)); // the second is still coming
        m_seats->settled(Seat{m_room, m_ana});
        QVERIFY(willBeFree());
    }

    /// An error can hide that the seat was stored.
    void anErrorLeavesNoSeatBehind() {
        m_nodes->failing = true;
        QCOMPARE(outcome(take(m_ana)), named(ErrorKind::Unavailable));
        QCOMPARE(othersOutcome(), named(ErrorKind::RoomFull)); // it was
        QVERIFY(waitUntil([&] { return m_nodes->answeredGiveUp == 1; }));
        m_nodes->failing = false;
        m_seats->beat(m_begun); // tried again
        QCOMPARE(m_nodes->askedToGiveUp, 2);
        QVERIFY(willBeFree());
        m_seats->beat(m_begun);
        QCOMPARE(m_nodes->askedToGiveUp, 2); // there is nothing left
    }

    /// Retried until it succeeds, with the seats added meanwhile.
    void giveUpIsTriedUntilItSucceeds() {
        QVERIFY(take(m_ana));
        QCOMPARE(othersOutcome(), named(ErrorKind::RoomFull));
        m_nodes->failing = true;
        m_seats->settled(Seat{m_room, m_ana}); // and is not in the room
        for (int tries = 1; tries <= 3; ++tries) {
            QVERIFY(waitUntil([&] { return m_nodes->answeredGiveUp == tries; }));
            QCOMPARE(othersOutcome(), named(ErrorKind::RoomFull));
            m_seats->beat(m_begun);
            QCOMPARE(m_nodes->askedToGiveUp, tries + 1);
        }
        QVERIFY(waitUntil([&] { return m_nodes->answeredGiveUp == 4; }));
        m_nodes->failing = false;
        m_seats->beat(m_begun);
        QVERIFY(willBeFree());
    }

    void nothingAfterTheEnd() {
        QVERIFY(take(m_ana));
        QCoro::waitFor(m_seats->giveUp());
        QCOMPARE(othersOutcome(), QStringLiteral("ok"));
        QCOMPARE(outcome(take(m_ana)), named(ErrorKind::ServerBusy));
        beat(m_begun + 24h);
        QCOMPARE(m_nodes->asked, 0);
        QCOMPARE(m_holder->losses, 0);
    }
};

QTEST_GUILESS_MAIN(TestSeats)
#include "tst_nodeseats.moc"
