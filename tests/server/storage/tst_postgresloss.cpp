// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/append.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"
#include "tests/server/storage/cuttingproxy.h"
#include "tests/server/storage/postgrestesting.h"

#include <QElapsedTimer>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
constexpr std::chrono::milliseconds patience{60'000};

} // namespace

/// What happens when PostgreSQL goes away, hangs, or loses its answer.
class TestPostgresLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init();
    void cleanup();

    void serverComesBack_data();
    void serverComesBack();
    void jobsAreRefusedWhileItIsAway();
    void endedSessionsAreNotNoticed();
    void hangingServerIsLeft();
    void cutBeforeTheCommitStoresNothing();
    void cutAnswerIsNeverBelieved();
    void spoiledTransactionIsNotTakenForCommitted();
    void hangingNodeLosesItsLocks();

private:
    QString append(const QString& clientId) {
        return outcome(m_storage->log().append(newMessage(m_room, m_ana, clientId)));
    }
    QString read() { return outcome(m_storage->users().byId(m_ana)); }
    Seq lastSeq() { return need(m_storage->log().enter(m_room, m_ana, {}, 1)).lastSeq; }
    /// How long until both work again, in ms; or -1.
    qint64 recovery();

    test::PostgresProcess m_server;
    QString m_database;
    std::unique_ptr<SqlStorage> m_storage;
    UserId m_ana;
    RoomId m_room; // ana's; the log is at 2
};

void TestPostgresLoss::init() {
    m_database = freshDatabase(m_server);
    m_storage = openOn(m_server, m_database);
    m_ana = makeUser(*m_storage, QStringLiteral("Ana"));
    m_room = makeRoom(*m_storage, m_ana);
}

void TestPostgresLoss::cleanup() {
    m_storage.reset();
}

qint64 TestPostgresLoss::recovery() {
    QElapsedTimer timer;
    timer.start();
    while (append(QStringLiteral("again")) != ok || read() != ok) {
        if (timer.hasExpired(patience.count()))
            return -1;
    }
    return timer.elapsed();
}

void TestPostgresLoss::serverComesBack_data() {
    QTest::addColumn<bool>("killed");
    QTest::newRow("immediate stop") << false;
    QTest::newRow("kill -9") << true;
}

void TestPostgresLoss::serverComesBack() {
    QFETCH(const bool, killed);
    QList<QString> acknowledged;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 20; ++i) {
            const QString clientId = QStringLiteral("%1-%2").arg(round).arg(i);
            if (append(clientId) == ok)
                acknowledged.append(clientId);
        }
        killed ? m_server.kill() : m_server.stopImmediately();
        QCOMPARE(append(QStringLiteral("lost")), named(ErrorKind::Unavailable));
        QCOMPARE(read(), named(ErrorKind::Unavailable));
        QVERIFY2(m_server.start(), m_server.log().constData());
        const qint64 ms = recovery();
        QVERIFY2(ms >= 0 && ms < 5000, qPrintable(QString::number(ms))); // a second, on a quiet machine
        qInfo("works again after %lld ms", ms);
    }
    QCOMPARE(acknowledged.size(), 60);
    for (const QString& clientId : std::as_const(acknowledged))
        QVERIFY(need(m_storage->log().append(newMessage(m_room, m_ana, clientId))).repeated);
    QCOMPARE(lastSeq(), 2 + 60 + 1);
}

void TestPostgresLoss::jobsAreRefusedWhileItIsAway() {
    m_server.stopImmediately();
    std::vector<QCoro::Task<Result<RoomLog::Appended>>> writes;
    std::vector<QCoro::Task<Result<std::optional<User>>>> reads;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 2000; ++i) {
        writes.push_back(m_storage->log().append(newMessage(m_room, m_ana, QString::number(i))));
        reads.push_back(m_storage->users().byId(m_ana));
    }
    for (const auto& result : askAll(std::move(writes)))
        QCOMPARE(outcome(result), named(ErrorKind::Unavailable));
    for (const auto& result : askAll(std::move(reads)))
        QCOMPARE(outcome(result), named(ErrorKind::Unavailable));
    qInfo("4000 refused in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 10'000); // an attempt to connect for each of them would take longer
    QVERIFY2(m_server.start(), m_server.log().constData());
    QVERIFY(recovery() >= 0);
    QCOMPARE(lastSeq(), 3);
}

/// An administrator's pg_terminate_backend(), or a firewall that forgot an idle connection.
void TestPostgresLoss::endedSessionsAreNotNoticed() {
    QCOMPARE(append(QStringLiteral("1")), ok);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(read(), ok); // by both readers
    QVERIFY(m_server.query(
        QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'confabd'")));
    QCOMPARE(append(QStringLiteral("2")), ok);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(read(), ok);
    QCOMPARE(m_storage->counts().refusedBatches, quint64(0));
}

void TestPostgresLoss::hangingServerIsLeft() {
    QCOMPARE(append(QStringLiteral("before")), ok);
    QCOMPARE(read(), ok);
    m_server.freeze();
    auto write = m_storage->log().append(newMessage(m_room, m_ana, QStringLiteral("during")));
    auto reading = m_storage->users().byId(m_ana);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(outcome(std::move(write)), named(ErrorKind::Unavailable));
    QCOMPARE(outcome(std::move(reading)), named(ErrorKind::Unavailable));
    qInfo("refused after %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < patience.count() / 2);
    m_server.thaw();
    QVERIFY(recovery() >= 0);
}

void TestPostgresLoss::cutBeforeTheCommitStoresNothing() {
    CuttingProxy proxy(m_server.port());
    m_storage.reset();
    DatabaseAddress address = addressOn(m_server, m_database);
    address.port = proxy.port();
    m_storage = openAt(address);
    proxy.cutBeforeCommit("'one'");
    QCOMPARE(append(QStringLiteral("one")), named(ErrorKind::Unavailable));
    const RoomLog::Appended again = need(m_storage->log().append(newMessage(m_room, m_ana, QStringLiteral("one"))));
    QVERIFY(!again.repeated);
    QCOMPARE(again.event.seq, 3);
}

/// Wherever the answer to COMMIT breaks off: no client is told that the message is stored, a retry confirms it, and it
/// is stored once.
void TestPostgresLoss::cutAnswerIsNeverBelieved() {
    CuttingProxy proxy(m_server.port());
    m_storage.reset();
    DatabaseAddress address = addressOn(m_server, m_database);
    address.port = proxy.port();
    m_storage = openAt(address);
    int bytes = 0;
    do {
        const QString clientId = QStringLiteral("cut after %1").arg(bytes);
        proxy.cutAnswerAfter(bytes, clientId.toUtf8());
        QCOMPARE(append(clientId), named(ErrorKind::Unavailable));
        const RoomLog::Appended again = need(m_storage->log().append(newMessage(m_room, m_ana, clientId)));
        QVERIFY(again.repeated);
        QCOMPARE(again.event.seq, Seq(3 + bytes));
    } while (++bytes < proxy.answerSize());
    QVERIFY(bytes > 10);
    QCOMPARE(lastSeq(), Seq(2 + bytes));
}

/// PostgreSQL answers COMMIT with success when it rolls back because of an error before.
void TestPostgresLoss::spoiledTransactionIsNotTakenForCommitted() {
    const RoomId room = m_room;
    Gate gate(*m_storage);
    auto before = m_storage->log().append(newMessage(m_room, m_ana, QStringLiteral("1")));
    auto spoiler = onWriterOf<void>(
        *m_storage,
        [room](SqlConnection& db) -> Status {
            const Status ignored = db.exec(QStringLiteral("INSERT INTO rooms (id) VALUES (?)"), room);
            return ignored ? Status() : Status();
        },
        qint64(LockOrder::Nodes)); // the last: nothing but COMMIT follows
    gate.open();
    QCOMPARE(outcome(std::move(before)), named(ErrorKind::Unavailable));
    QCOMPARE(outcome(std::move(spoiler)), named(ErrorKind::Unavailable));
    QCOMPARE(lastSeq(), 2);
    QCOMPARE(append(QStringLiteral("1")), ok);
    QCOMPARE(lastSeq(), 3);
}

void TestPostgresLoss::hangingNodeLosesItsLocks() {
    const auto other = openOn(m_server, m_database);
    const RoomId room = m_room;
    std::binary_semaphore locked{0};
    std::binary_semaphore wake{0};
    auto hanging = onWriter<void>(m_storage->writer(), [&, room](SqlConnection& db) -> Status {
        Status done = lockRoom(db, room);
        locked.release();
        wake.acquire();
        return done;
    });
    while (!locked.try_acquire()) // jobs are handed over at the end of a turn
        QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(outcome(other->log().append(newMessage(m_room, m_ana, QStringLiteral("1")))), ok);
    qInfo("the lock was free after %lld ms", timer.elapsed());
    wake.release();
    QCOMPARE(outcome(std::move(hanging)), named(ErrorKind::Unavailable));
    QCOMPARE(append(QStringLiteral("2")), ok);
    QCOMPARE(lastSeq(), 4);
}

QTEST_GUILESS_MAIN(TestPostgresLoss)
#include "tst_postgresloss.moc"
