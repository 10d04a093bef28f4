// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/clustertarget.h"
#include "tests/fault/nemesis.h"
#include "tests/fault/runarguments.h"
#include "tests/fault/seatlog.h"
#include "tests/fault/seattaker.h"
#include "tests/fault/verdict.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <algorithm>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// The load. The long form: --entries 80000 --faults 30.
struct Form {
    quint64 seed = 0;
    int entries = 1'500;
    int faults = 5;
};

constexpr int capacity = 10;
constexpr auto nodeLease = 10s; // server/broker/limits.h
constexpr auto freeWithin = 15s;

} // namespace

/// A room with ten seats, and many clients of three nodes that die and stand still: there are never more than ten in
/// it, and what a dead node held is free within 15 s.
class TestSeats : public QObject {
    Q_OBJECT

public:
    explicit TestSeats(Form form) : m_form(form) {}

private Q_SLOTS:
    void init();
    void neverMoreThanThereAre();
    void freeAfterTheLeaseOfADeadNode();
    void cleanup();

private:
    SeatTaker& want(QList<QUrl> urls, bool stays);
    QList<SeatTaker*> inside() const;
    int entered() const;
    QList<Stay> stays() const;
    void serverGone(int node);

    const Form m_form;
    std::unique_ptr<ClusterFixture> m_cluster;
    RoomId m_room;
    std::vector<std::unique_ptr<SeatTaker>> m_takers;
};

void TestSeats::init() {
    m_cluster = std::make_unique<ClusterFixture>();
    QVERIFY2(m_cluster->start(), m_cluster->logs().constData());
    QVERIFY2(SeatLog::install(*m_cluster), m_cluster->logs().constData());
    const Person owner = newPerson(m_cluster->url(0), QStringLiteral("Owner"), Codec::Json);
    QVERIFY(owner);
    m_room = newRoom(owner, RoomCreate{QStringLiteral("Ten seats"), {}, {}, capacity, {}, {}}).id;
    QVERIFY(m_room);
}

SeatTaker& TestSeats::want(QList<QUrl> urls, bool stays) {
    const QString name = QStringLiteral("Taker %1").arg(m_takers.size());
    const Person person = newPerson(m_cluster->url(2), name, Codec::Json);
    if (!person || !person->call(RoomJoin{m_room, {}}))
        qFatal("no account for somebody who wants a seat");
    m_takers.push_back(
        std::make_unique<SeatTaker>(std::move(urls), person.auth, m_room, stays, m_form.seed * 1000 + m_takers.size()));
    return *m_takers.back();
}

QList<SeatTaker*> TestSeats::inside() const {
    QList<SeatTaker*> found;
    for (const auto& taker : m_takers) {
        if (taker->isIn())
            found.append(taker.get());
    }
    return found;
}

int TestSeats::entered() const {
    int sum = 0;
    for (const auto& taker : m_takers)
        sum += taker->entered();
    return sum;
}

QList<Stay> TestSeats::stays() const {
    QList<Stay> all;
    for (const auto& taker : m_takers)
        all += taker->stays();
    return all;
}

void TestSeats::serverGone(int node) {
    for (const auto& taker : m_takers) {
        if (taker->url() == m_cluster->url(node))
            taker->onServerGone();
    }
}

/// Thirty go in and out as fast as they can, while nodes are killed and paused for less than their lease.
void TestSeats::neverMoreThanThereAre() {
    for (int i = 0; i < 30; ++i)
        want(m_cluster->urls(), false);
    ClusterTarget target(*m_cluster);
    Nemesis nemesis(target, {{{Fault::Kind::KillNode, 0ms, 1500ms}, {Fault::Kind::FreezeNode, 200ms, 3000ms}},
                             m_form.faults,
                             m_form.entries,
                             m_form.seed});
    connect(&nemesis, &Nemesis::struck, this, [this](const Fault& fault) {
        if (fault.kind == Fault::Kind::KillNode)
            serverGone(fault.node);
    });
    for (const auto& taker : m_takers) {
        connect(taker.get(), &SeatTaker::gotIn, &nemesis, &Nemesis::onAcked);
        taker->start();
    }
    const bool done =
        waitUntil([&] { return nemesis.isDone() && entered() >= m_form.entries; }, patience + 40ms * m_form.entries);
    qInfo("%s", qPrintable(nemesis.summary()));
    for (const auto& taker : m_takers)
        taker->stop();
    int full = 0;
    for (const auto& taker : m_takers)
        full += taker->timesFull();
    FinalDatabase database(m_cluster->database());
    const int seen = mostAtOnce(stays());
    const int logged = SeatLog::mostAtOnce(database, m_room);
    qInfo("%d times somebody got in, %d times it was full; at most %d at once by those who were in, %d by the "
          "database",
          entered(), full, seen, logged);
    QStringList broken = database.problems();
    if (seen > capacity || logged > capacity)
        broken.append(QStringLiteral("%1 people were in a room of %2").arg(std::max(seen, logged)).arg(capacity));
    VERIFY_KEPT(broken, m_form.seed);
    QVERIFY2(done, m_cluster->logs().constData());
    QVERIFY(full > 0 && seen >= capacity - 2); // there was a race at all
}

/// All seats are held at one node. It stands still for twice its lease: others get them, and it has none of them when
/// it wakes. Then a node is killed, and what it held is free again.
void TestSeats::freeAfterTheLeaseOfADeadNode() {
    for (int i = 0; i < capacity; ++i)
        want({m_cluster->url(0)}, true).start();
    QVERIFY(waitUntil([&] { return inside().size() == capacity; }));
    for (int i = 0; i < capacity + 4; ++i)
        want({m_cluster->url(1 + i % 2)}, true).start();
    QVERIFY(waitUntil([&] { return m_takers.back()->timesFull() > 2; }));

    QTimer frozen;
    frozen.setSingleShot(true);
    m_cluster->node(0).freeze();
    serverGone(0);
    const qint64 struck = steadyMs();
    frozen.start(2 * nodeLease);
    QVERIFY2(waitUntil([&] { return inside().size() == capacity; }, freeWithin),
             "what a node held that stands still is not free in time");
    qInfo("ten others were in after %lld ms", steadyMs() - struck);
    QVERIFY(waitUntil([&] { return !frozen.isActive(); }));
    m_cluster->node(0).thaw();

    // Clients of the woken node try again, and are refused.
    SeatTaker& newcomer = want({m_cluster->url(0)}, true);
    newcomer.start();
    QVERIFY(waitUntil([&] { return newcomer.timesFull() > 10; }));
    QCOMPARE(inside().size(), capacity);

    m_cluster->node(1).strike();
    serverGone(1);
    const qint64 killed = steadyMs();
    QVERIFY(inside().size() < capacity);
    QVERIFY2(waitUntil([&] { return inside().size() == capacity; }, freeWithin),
             "what a killed node held is not free in time");
    qInfo("all seats were taken again %lld ms after a node was killed", steadyMs() - killed);

    for (const auto& taker : m_takers)
        taker->stop();
    FinalDatabase database(m_cluster->database());
    const int seen = mostAtOnce(stays());
    const int logged = SeatLog::mostAtOnce(database, m_room);
    QStringList broken = database.problems();
    if (seen > capacity || logged > capacity)
        broken.append(QStringLiteral("%1 people were in a room of %2").arg(std::max(seen, logged)).arg(capacity));
    VERIFY_KEPT(broken, m_form.seed);
}

void TestSeats::cleanup() {
    QStringList problems;
    for (const auto& taker : m_takers)
        problems += taker->problems();
    m_takers.clear();
    m_cluster.reset();
    VERIFY_KEPT(problems, m_form.seed);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.entries = arguments.number(QStringLiteral("entries"), form.entries);
    form.faults = arguments.number(QStringLiteral("faults"), form.faults);
    TestSeats test(form);
    return arguments.run(test);
}

#include "tst_seats.moc"
