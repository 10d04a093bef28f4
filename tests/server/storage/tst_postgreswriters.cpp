// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/append.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlnodes.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/server/storage/postgrestesting.h"

#include <QElapsedTimer>

#include <map>
#include <set>

using namespace confab;

using Appending = QCoro::Task<Result<RoomLog::Appended>>;

namespace {

const QString ok = QStringLiteral("ok");
constexpr size_t nodeCount = 4;

/// Where both of two jobs, on two nodes' writers, have to be before either goes on; later runs pass.
class Rendezvous {
public:
    void first() { meet(m_first, m_second); }
    void second() { meet(m_second, m_first); }

private:
    static void meet(std::counting_semaphore<>& mine, std::counting_semaphore<>& others) {
        mine.release(1000);
        others.acquire();
    }

    std::counting_semaphore<> m_first{0};
    std::counting_semaphore<> m_second{0};
};

/// All events of all rooms, as `log`.
const QByteArray wholeLog = "WITH log AS (SELECT room_id, seq FROM events UNION ALL SELECT room_id, seq FROM messages)";

/// An operator's shell, in a transaction that it does not end.
class OtherSession {
public:
    OtherSession(const test::PostgresProcess& server, const QString& database)
        : m_dialect(addressOn(server, database)), connection(m_dialect, SqlAccess::WriteWaiting) {
        if (!connection.open() || !connection.once(QStringLiteral("SET idle_in_transaction_session_timeout = 0")) ||
            !connection.begin())
            qFatal("the other session did not begin");
    }
    void lock(RoomId room) {
        if (Status locked = connection.exec(QStringLiteral("SELECT id FROM rooms WHERE id = ? FOR UPDATE"), room);
            !locked)
            qFatal("%s", qPrintable(locked.error().message));
    }
    void commit() {
        if (!connection.commit())
            qFatal("the other session could not commit");
    }

private:
    const PostgresDialect m_dialect;

public:
    SqlConnection connection;
};

NewUser newUser(const QString& name) {
    NewUser user;
    user.name = name;
    user.email = QString(name % u"@example.org");
    user.foldedEmail = user.email;
    user.passwordHash = "hash";
    return user;
}

} // namespace

/// Several nodes that write to one PostgreSQL at the same time.
class TestPostgresWriters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init();
    void cleanup();

    void roomsInOppositeOrdersHaveNoHoles();
    void sameClientIdOnTwoNodesIsOneMessage();
    void clientIdsThatCrossAreOneMessageEach();
    void circleOfWaitingIsRunAgain();
    void roomTakesOnlyItsMembers();
    void seatsAreNeverTooMany();
    void renewalInTimeKeepsTheSeats();
    void lockedRoomHoldsNoOtherUp();
    void manyLockedRoomsGoAsideTogether();
    void leaseIsRenewedBesideTheWriter();
    void oneKeyForAll();
    void whoLeftAppendsNothing();
    void readMarkNeverGoesBack();
    void aCodeIsGoodOnOneNode();

private:
    Storage& node(size_t i) { return *m_nodes[i]; }
    QByteArray query(const QByteArray& sql) {
        return m_server.query(QLatin1String(sql), m_database).value_or("failed");
    }
    /// Until a session waits for a lock.
    void waitForAWaiter() {
        while (query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                     "wait_event_type = 'Lock'") == "0")
            QCoreApplication::processEvents(); // by which jobs get to the writer
    }

    test::PostgresProcess m_server;
    QString m_database;
    std::vector<std::unique_ptr<SqlStorage>> m_nodes;
    UserId m_ana;
    QList<RoomId> m_rooms; // ana's; their logs are at 2
};

void TestPostgresWriters::init() {
    m_database = freshDatabase(m_server);
    for (size_t i = 0; i < nodeCount; ++i)
        m_nodes.push_back(openOn(m_server, m_database));
    m_ana = makeUser(node(0), QStringLiteral("Ana"));
    for (int i = 0; i < 5; ++i)
        m_rooms.append(makeRoom(node(0), m_ana));
}

void TestPostgresWriters::cleanup() {
    m_nodes.clear();
    m_rooms.clear();
}

/// Every node sends to all rooms, each in another order; and what each sends, the next sends too.
void TestPostgresWriters::roomsInOppositeOrdersHaveNoHoles() {
    constexpr int perRoom = 60;
    std::vector<Appending> tasks;
    std::vector<std::unique_ptr<Gate>> gates;
    for (const auto& storage : m_nodes)
        gates.push_back(std::make_unique<Gate>(*storage));
    for (int i = 0; i < perRoom; ++i) {
        for (qsizetype r = 0; r < m_rooms.size(); ++r) {
            for (size_t n = 0; n < nodeCount; ++n) {
                const qsizetype turned = n % 2 == 0 ? r : m_rooms.size() - 1 - r;
                const RoomId room = m_rooms[turned];
                const QString clientId = QStringLiteral("%1-%2-%3").arg(room.value).arg(i).arg(n / 2);
                tasks.push_back(node(n).log().append(newMessage(room, m_ana, clientId)));
            }
        }
    }
    gates.clear();
    std::map<QString, Seq> answers;
    int fresh = 0;
    for (const auto& result : askAll(std::move(tasks))) {
        QCOMPARE(outcome(result), ok);
        const auto& posted = std::get<MessagePosted>(result->event.data);
        const auto [known, isNew] = answers.emplace(posted.clientId, result->event.seq);
        QCOMPARE(result->event.seq, known->second);
        fresh += result->repeated ? 0 : 1;
    }
    const int intended = perRoom * int(m_rooms.size()) * int(nodeCount) / 2;
    QCOMPARE(int(answers.size()), intended);
    QCOMPARE(fresh, intended);
    QCOMPARE(query("SELECT count(*), count(DISTINCT client_id) FROM messages"),
             QByteArray::number(intended) + '|' + QByteArray::number(intended));
    QCOMPARE(query(wholeLog + " SELECT count(*) FROM (SELECT room_id FROM log GROUP BY room_id "
                              "HAVING min(seq) = 1 AND max(seq) = count(*)) AS gapless"),
             QByteArray::number(m_rooms.size()));
    QCOMPARE(query(wholeLog +
                   " SELECT count(*) FROM rooms r WHERE last_seq <> (SELECT max(seq) FROM log WHERE room_id = r.id)"),
             QByteArray("0"));
    // The nodes take the rooms' locks in one order, so none waited for another in a circle.
    QCOMPARE(query("SELECT pg_stat_force_next_flush() IS NULL, deadlocks FROM pg_stat_database "
                   "WHERE datname = current_database()"),
             QByteArray("f|0"));
}

void TestPostgresWriters::sameClientIdOnTwoNodesIsOneMessage() {
    for (int round = 0; round < 50; ++round) {
        const NewEvent message = newMessage(m_rooms[0], m_ana, QString::number(round));
        auto one = node(0).log().append(message);
        auto two = node(1).log().append(message);
        const auto first = need(std::move(one));
        const auto second = need(std::move(two));
        QCOMPARE(first.event.seq, Seq(3 + round));
        QCOMPARE(second.event.seq, Seq(3 + round));
        QVERIFY(first.repeated != second.repeated);
    }
}

/// The same clientIds, in two rooms and in opposite orders: each node waits for what the other is about to store.
void TestPostgresWriters::clientIdsThatCrossAreOneMessageEach() {
    for (int round = 0; round < 5; ++round) {
        const QString one = QStringLiteral("one%1").arg(round);
        const QString two = QStringLiteral("two%1").arg(round);
        std::vector<Appending> tasks;
        {
            Gate first(*m_nodes[0]);
            Gate second(*m_nodes[1]);
            tasks.push_back(node(0).log().append(newMessage(m_rooms[0], m_ana, one)));
            tasks.push_back(node(0).log().append(newMessage(m_rooms[0], m_ana, two)));
            tasks.push_back(node(1).log().append(newMessage(m_rooms[1], m_ana, two)));
            tasks.push_back(node(1).log().append(newMessage(m_rooms[1], m_ana, one)));
        }
        int fresh = 0;
        for (const auto& result : askAll(std::move(tasks))) {
            if (!result) // the id is of a message in the other room
                QCOMPARE(outcome(result), named(ErrorKind::InputInvalid));
            else
                fresh += result->repeated ? 0 : 1;
        }
        QCOMPARE(fresh, 2);
    }
    QCOMPARE(query(wholeLog +
                   " SELECT count(*) FROM rooms r WHERE last_seq <> (SELECT count(*) FROM log WHERE room_id = r.id)"),
             QByteArray("0"));
}

/// A deadlock that no order prevents: two accounts, made by two nodes in opposite orders.
void TestPostgresWriters::circleOfWaitingIsRunAgain() {
    Rendezvous half;
    std::vector<QCoro::Task<Result<User>>> tasks;
    std::vector<QCoro::Task<Status>> meetings;
    {
        Gate first(*m_nodes[0]);
        Gate second(*m_nodes[1]);
        tasks.push_back(node(0).users().create(newUser(QStringLiteral("x"))));
        meetings.push_back(onWriterOf<void>(*m_nodes[0], [&half](SqlConnection&) -> Status {
            half.first();
            return {};
        }));
        tasks.push_back(node(0).users().create(newUser(QStringLiteral("y"))));
        tasks.push_back(node(1).users().create(newUser(QStringLiteral("y"))));
        meetings.push_back(onWriterOf<void>(*m_nodes[1], [&half](SqlConnection&) -> Status {
            half.second();
            return {};
        }));
        tasks.push_back(node(1).users().create(newUser(QStringLiteral("x"))));
        first.letGo();
        second.letGo();
    }
    QStringList outcomes;
    for (const auto& result : askAll(std::move(tasks)))
        outcomes.append(outcome(result));
    for (const Status& done : askAll(std::move(meetings)))
        QCOMPARE(outcome(done), ok);
    const QString taken = named(ErrorKind::EmailTaken);
    // x, y by the one node; y, x by the other: each was made once, by whichever.
    for (const auto& [one, other] : {std::pair(0, 3), std::pair(1, 2)}) {
        const QStringList both{outcomes[one], outcomes[other]};
        QVERIFY2(both.contains(ok) && both.contains(taken), qPrintable(outcomes.join(u' ')));
    }
    QCOMPARE(m_nodes[0]->counts().refusedBatches + m_nodes[1]->counts().refusedBatches, quint64(0));
    quint64 again = 0; // in the same writer, or aside
    for (const auto& storage : m_nodes)
        again += storage->counts().repeatedBatches + storage->counts().waitedForLocks;
    QVERIFY(again > 0);
}

void TestPostgresWriters::roomTakesOnlyItsMembers() {
    NewRoom small = roomOf(m_ana);
    small.maxMembers = 5;
    const RoomId room = need(node(0).rooms().create(small)).room.id;
    QList<UserId> people;
    for (int i = 0; i < 20; ++i)
        people.append(makeUser(node(0), QStringLiteral("user%1").arg(i)));
    std::vector<QCoro::Task<Result<RoomChange>>> tasks;
    {
        std::vector<std::unique_ptr<Gate>> gates;
        for (const auto& storage : m_nodes)
            gates.push_back(std::make_unique<Gate>(*storage));
        for (int i = 0; i < 20; ++i) // each by one node, and by the next too
            for (const int by : {i, i + 1})
                tasks.push_back(node(size_t(by) % nodeCount).rooms().join(room, people[i], at(i)));
        for (const auto& gate : gates)
            gate->letGo();
    }
    int events = 0;
    for (const auto& result : askAll(std::move(tasks))) {
        QVERIFY(result || result.error().kind == ErrorKind::RoomFull);
        events += result ? int(result->events.size()) : 0;
    }
    QCOMPARE(events, 4);
    QCOMPARE(query("SELECT r.members, count(*) FROM rooms r JOIN members m ON m.room_id = r.id "
                   "WHERE r.max_members = 5 GROUP BY r.id"),
             QByteArray("5|5"));
}

void TestPostgresWriters::seatsAreNeverTooMany() {
    NewRoom small = roomOf(m_ana);
    small.capacity = 5;
    const RoomId room = need(node(0).rooms().create(small)).room.id;
    QList<NodeLease> leases;
    for (size_t n = 0; n < nodeCount; ++n)
        leases.append(need(node(n).nodes().begin(QStringLiteral("node%1").arg(n), std::chrono::hours(1))));
    QList<UserId> people;
    for (int i = 0; i < 20; ++i)
        people.append(makeUser(node(0), QStringLiteral("user%1").arg(i)));
    for (int round = 0; round < 5; ++round) {
        std::vector<QCoro::Task<Status>> tasks;
        for (qsizetype i = 0; i < people.size(); ++i) {
            const size_t n = size_t(i) % nodeCount;
            tasks.push_back(node(n).nodes().takeSeat(leases[qsizetype(n)], {room, people[i]}));
        }
        QList<Seat> granted;
        qsizetype asked = 0;
        for (const Status& done : askAll(std::move(tasks))) {
            if (done)
                granted.append({room, people[asked]});
            ++asked;
        }
        QCOMPARE(granted.size(), 5);
        for (size_t n = 0; n < nodeCount; ++n)
            need(node(n).nodes().giveUpSeats(leases[qsizetype(n)], granted));
    }
}

/// A renewal that began in time holds its row; a node that would take the seats meanwhile waits, and finds it renewed.
void TestPostgresWriters::renewalInTimeKeepsTheSeats() {
    NewRoom small = roomOf(m_ana);
    small.capacity = 1;
    const RoomId room = need(node(0).rooms().create(small)).room.id;
    const UserId ben = makeUser(node(0), QStringLiteral("Ben"));
    const NodeLease b = need(node(1).nodes().begin(QStringLiteral("b"), std::chrono::hours(1)));
    const NodeLease a = need(node(0).nodes().begin(QStringLiteral("a"), std::chrono::milliseconds(1000)));
    need(node(0).nodes().takeSeat(a, {room, m_ana}));
    OtherSession slow(m_server, m_database);
    InlineSink sink(slow.connection, false);
    QCOMPARE(need(SqlNodes(sink, sink).renew(a, std::chrono::hours(1))), NodeStore::Renewal::Renewed);
    while (query("SELECT lease_until > EXTRACT(EPOCH FROM clock_timestamp()) * 1000 FROM nodes WHERE node = 'a'") ==
           "t")
        continue; // the old lease, as the others see it
    auto other = node(1).nodes().takeSeat(b, {room, ben});
    waitForAWaiter();
    slow.commit();
    QCOMPARE(outcome(std::move(other)), named(ErrorKind::RoomFull));
}

/// A shell that has a room's row locked: the room waits, in order, and no other room and no lease waits with it.
void TestPostgresWriters::lockedRoomHoldsNoOtherUp() {
    const NodeLease lease = need(node(0).nodes().begin(QStringLiteral("a"), std::chrono::hours(1)));
    OtherSession shell(m_server, m_database);
    shell.lock(m_rooms[1]);
    constexpr int count = 5;
    std::vector<Appending> waiting;
    for (int i = 0; i < count; ++i)
        waiting.push_back(node(0).log().append(newMessage(m_rooms[1], m_ana, QStringLiteral("waits %1").arg(i))));
    waitForAWaiter();
    const quint64 refused = m_nodes[0]->counts().refusedBatches;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 30; ++i)
        QCOMPARE(send(node(0), m_rooms[2 + i % 3], m_ana, QString::number(i)), Seq(3 + i / 3));
    qInfo("30 messages to other rooms took %lld ms", timer.elapsed());
    waiting.push_back(node(0).log().append(newMessage(m_rooms[1], m_ana, QStringLiteral("waits too"))));
    QCOMPARE(need(node(0).nodes().renew(lease, std::chrono::hours(1))), NodeStore::Renewal::Renewed);
    makeUser(node(0), QStringLiteral("Somebody"));
    // Nobody tries for the lock again, which would hold the others up each time, and could overtake those that wait.
    constexpr int later = 20;
    timer.restart();
    for (int i = 0; i < later; ++i) {
        waiting.push_back(node(0).log().append(newMessage(m_rooms[1], m_ana, QStringLiteral("waits later %1").arg(i))));
        send(node(0), m_rooms[0], m_ana, QStringLiteral("beside it %1").arg(i));
    }
    QVERIFY(std::chrono::milliseconds(timer.elapsed()) < later * limits::databaseFirstLock * 4 / 5);
    for (const Appending& task : waiting)
        QVERIFY(!task.isReady());
    QCOMPARE(m_nodes[0]->counts().waitedForLocks, quint64(waiting.size()));
    QCOMPARE(m_nodes[0]->counts().refusedBatches, refused);
    shell.commit();
    Seq seq = 3;
    for (const auto& result : askAll(std::move(waiting))) {
        QCOMPARE(outcome(result), ok);
        QCOMPARE(result->event.seq, seq++);
    }
    QCOMPARE(send(node(0), m_rooms[1], m_ana, QStringLiteral("as before")), seq);
    QCOMPARE(m_nodes[0]->counts().waitedForLocks, quint64(count + 1 + later)); // it is one of all again
}

/// However many rooms are locked, the others wait for a few of them only.
void TestPostgresWriters::manyLockedRoomsGoAsideTogether() {
    OtherSession shell(m_server, m_database);
    for (const RoomId room : std::as_const(m_rooms))
        shell.lock(room);
    std::vector<Appending> waiting;
    QCoro::Task<Result<User>> sameBatch = [this, &waiting] {
        Gate gate(*m_nodes[0]);
        for (const RoomId room : std::as_const(m_rooms))
            waiting.push_back(node(0).log().append(newMessage(room, m_ana, QString::number(room.value))));
        return node(0).users().create(userOf(QStringLiteral("Somebody")));
    }();
    QCOMPARE(outcome(std::move(sameBatch)), ok);
    makeUser(node(0), QStringLiteral("Somebody else")); // in a later batch
    for (const Appending& task : waiting)
        QVERIFY(!task.isReady());
    QCOMPARE(m_nodes[0]->counts().waitedForLocks, quint64(m_rooms.size()));
    shell.commit();
    for (const auto& result : askAll(std::move(waiting)))
        QCOMPARE(outcome(result), ok);
}

/// A busy writer does not cost the node its lease.
void TestPostgresWriters::leaseIsRenewedBesideTheWriter() {
    const NodeLease lease = need(node(0).nodes().begin(QStringLiteral("a"), std::chrono::hours(1)));
    Gate gate(*m_nodes[0]);
    QCOMPARE(need(node(0).nodes().renew(lease, std::chrono::hours(1))), NodeStore::Renewal::Renewed);
}

void TestPostgresWriters::oneKeyForAll() {
    std::vector<QCoro::Task<Result<QByteArray>>> tasks;
    for (size_t n = 0; n < nodeCount; ++n)
        tasks.push_back(node(n).sessions().signingKey(QByteArray::number(quint64(n))));
    std::set<QByteArray> keys;
    for (const auto& result : askAll(std::move(tasks)))
        keys.insert(result.value_or("failed"));
    QCOMPARE(int(keys.size()), 1);
    QVERIFY(*keys.begin() != "failed");
}

void TestPostgresWriters::whoLeftAppendsNothing() {
    const UserId ben = makeUser(node(0), QStringLiteral("Ben"));
    const RoomId room = m_rooms[0];
    for (int round = 0; round < 20; ++round) {
        need(node(0).rooms().join(room, ben, at(1)));
        std::vector<Appending> tasks;
        for (int i = 0; i < 3; ++i)
            tasks.push_back(node(1).log().append(newMessage(room, ben, QStringLiteral("%1-%2").arg(round).arg(i))));
        const Seq left = need(node(2).rooms().leave(room, ben, at(2))).first().seq;
        for (const auto& result : askAll(std::move(tasks)))
            QVERIFY(result ? result->event.seq < left : result.error().kind == ErrorKind::RoomNotMember);
    }
}

void TestPostgresWriters::readMarkNeverGoesBack() {
    for (int i = 0; i < 20; ++i)
        send(node(0), m_rooms[0], m_ana, QString::number(i));
    std::vector<QCoro::Task<Result<RoomStore::ReadMark>>> tasks;
    for (Seq seq = 22; seq > 2; --seq)
        tasks.push_back(node(size_t(seq) % nodeCount).rooms().markRead(m_rooms[0], m_ana, seq));
    askAll(std::move(tasks));
    QCOMPARE(need(node(0).rooms().one(m_rooms[0], m_ana)).readSeq, 22);
}

/// Each node has read the last step before any of them stores another one.
void TestPostgresWriters::aCodeIsGoodOnOneNode() {
    QCOMPARE(outcome(node(0).secondFactors().begin(m_ana, "sealed")), ok);
    QCOMPARE(outcome(node(0).secondFactors().confirm(m_ana, "sealed", 1, {"recovery"})), ok);
    for (qint64 step = 2; step < 12; ++step) {
        std::vector<QCoro::Task<Status>> tasks;
        for (size_t i = 0; i < nodeCount; ++i)
            tasks.push_back(node(i).secondFactors().use(m_ana, {step, {}}, "challenge"));
        int good = 0;
        for (const Status& used : askAll(std::move(tasks)))
            good += used ? 1 : 0;
        QCOMPARE(good, 1);
    }
    std::vector<QCoro::Task<Status>> tasks;
    for (size_t i = 0; i < nodeCount; ++i)
        tasks.push_back(node(i).secondFactors().use(m_ana, {{}, "recovery"}, "challenge"));
    int good = 0;
    for (const Status& used : askAll(std::move(tasks)))
        good += used ? 1 : 0;
    QCOMPARE(good, 1);
}

QTEST_GUILESS_MAIN(TestPostgresWriters)
#include "tst_postgreswriters.moc"
