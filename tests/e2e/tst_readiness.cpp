// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// Another program that holds the database's write lock, as a shell in a transaction does.
/// Thread: the test's. Owned by: the test.
class WriteLock {
public:
    explicit WriteLock(const QString& file) {
        QSqlDatabase database = QSqlDatabase::addDatabase(q("QSQLITE"), q("lock"));
        database.setDatabaseName(file);
        m_isHeld = database.open() && QSqlQuery(database).exec(q("BEGIN IMMEDIATE"));
    }
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;
    ~WriteLock() { QSqlDatabase::removeDatabase(q("lock")); }

    bool isHeld() const { return m_isHeld; }

private:
    bool m_isHeld = false;
};

} // namespace

/// What /readyz, the metrics and the log tell when a thread of the real daemon stands still.
class TestReadiness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThreadThatDoesNotTurn();
};

void TestReadiness::aThreadThatDoesNotTurn() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper figures(daemon);
    const auto readyz = [&daemon] {
        RawSocket socket;
        return socket.connectTo(daemon.port()) ? socket.http("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n") : QByteArray();
    };
    const auto figure = [&figures](const char* name) {
        return figures().value(QStringLiteral("%1{thread=\"db-writer\"}").arg(q(name)));
    };
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QVERIFY(readyz().startsWith("HTTP/1.1 200"));
    QVERIFY(readyz().contains("\"threads\":\"ok\""));
    QCOMPARE(figure("confab_thread_stalls_total"), 0.0);

    std::optional<Result<Sent>> sent;
    auto lock = std::make_unique<WriteLock>(daemon.databaseFile());
    QVERIFY(lock->isHeld());
    ana->ask<MessageSend>(messageFor(room.id, q("waits")), [&sent](const Result<Sent>& answer) { sent = answer; });
    // The writer itself gives up after five seconds, so it has to be seen before that.
    QByteArray slow;
    QVERIFY(waitUntil([&] { return (slow = readyz()).startsWith("HTTP/1.1 503") || sent; }));
    QVERIFY2(slow.contains("\"threads\":\"db-writer has been busy with message.send for "), slow.constData());
    QVERIFY(!sent);
    QCOMPARE(figure("confab_thread_stalls_total"), 1.0);
    QVERIFY(figure("confab_thread_stalled_seconds") >= 1.0);
    QCOMPARE(figures().value(q("confab_ready")), 0.0);
    QVERIFY2(daemon.errors().contains("Thread db-writer has not turned for "), daemon.errors().constData());
    QVERIFY2(daemon.errors().contains("It works on message.send"), daemon.errors().constData());

    lock.reset();
    QVERIFY(waitUntil([&] { return sent.has_value(); }));
    QVERIFY(sent->has_value());
    QVERIFY(waitUntil([&] { return readyz().startsWith("HTTP/1.1 200"); }));
    QCOMPARE(figure("confab_thread_stalls_total"), 1.0);
    QCOMPARE(figure("confab_thread_stalled_seconds"), 0.0);
    QVERIFY(daemon.errors().contains("Thread db-writer turns again"));
    for (const char* thread : {"main", "chat", "io-0", "db-reader-1", "hash-1", "metrics"})
        QCOMPARE(figures().value(QStringLiteral("confab_thread_stalls_total{thread=\"%1\"}").arg(q(thread))), 0.0);
}

QTEST_GUILESS_MAIN(TestReadiness)
#include "tst_readiness.moc"
