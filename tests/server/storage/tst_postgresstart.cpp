// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/migrations.h"
#include "server/storage/sql/postgresdialect.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/support/poolerprocess.h"

#include <thread>

using namespace confab;

/// How SqlStorage starts on PostgreSQL, and when it refuses to.
class TestPostgresStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void settingsTook();
    void readersCannotWrite();
    void errorsAreJudgedByTheirCode();
    void tenNodesMigrateOnce();
    void failedMigrationStopsTheStart();
    void newerDatabaseIsRefused();
    void unixSocketWorks();
    void passwordIsNeededAndNeverSaid();
    void whatIsNotThereIsSaid();
    void serverThatForgetsIsRefused();
    void roleThatForgetsIsOverruled();
    void poolerOfSessionsWorks_data();
    void poolerOfSessionsWorks();
    void poolerOfTransactionsIsRefused_data();
    void poolerOfTransactionsIsRefused();
    void aDumpIsRestored();

private:
    static QString whyNot(const DatabaseAddress& address) {
        const auto opened = SqlStorage::open(address, QCoreApplication::instance());
        return opened ? QStringLiteral("it opened") : opened.error().message;
    }

    /// A program of PostgreSQL's, as docs/backup.md has it; its complaints.
    QByteArray complaintsOf(const QString& program, const QStringList& arguments) const;

    test::PostgresProcess m_server{{.password = true}};
    QString m_database;
};

QByteArray TestPostgresStart::complaintsOf(const QString& program, const QStringList& arguments) const {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PGHOST"), QStringLiteral("127.0.0.1"));
    environment.insert(QStringLiteral("PGPORT"), QString::number(m_server.port()));
    environment.insert(QStringLiteral("PGUSER"), QStringLiteral("confab"));
    environment.insert(QStringLiteral("PGPASSWORD"), m_server.password().value);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished())
        return "it does not end, or was not found";
    return process.exitCode() == 0 ? QByteArray() : process.readAllStandardError() + " (refused)";
}

void TestPostgresStart::initTestCase() {
    QVERIFY2(m_server.start(), m_server.log().constData());
    m_database = freshDatabase(m_server);
}

void TestPostgresStart::settingsTook() {
    const PostgresDialect dialect(addressOn(m_server, m_database));
    const QList<std::pair<const char*, QString>> expected{
        {"synchronous_commit", QStringLiteral("on")},
        {"TimeZone", QStringLiteral("UTC")},
        {"idle_in_transaction_session_timeout", QStringLiteral("2s")},
        {"statement_timeout", QStringLiteral("6s")},
        {"tcp_user_timeout", QStringLiteral("5000")},
        {"tcp_keepalives_idle", QStringLiteral("2")},
        {"application_name", QStringLiteral("confabd")},
    };
    for (const SqlAccess access : {SqlAccess::Write, SqlAccess::WriteWaiting, SqlAccess::Read}) {
        SqlConnection connection(dialect, access);
        const Status opened = connection.open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        for (const auto& [name, value] : expected)
            QCOMPARE(connection.once(QString(u"SHOW " % QLatin1String(name)))->toString(), value);
        QCOMPARE(connection.once(QStringLiteral("SHOW lock_timeout"))->toString(),
                 access == SqlAccess::Write ? QStringLiteral("250ms") : QStringLiteral("4s"));
        QVERIFY(connection.begin());
        const auto level = connection.once(QStringLiteral("SHOW transaction_isolation"));
        QCOMPARE(level->toString(),
                 access == SqlAccess::Read ? QStringLiteral("repeatable read") : QStringLiteral("read committed"));
    }
}

void TestPostgresStart::readersCannotWrite() {
    const auto storage = openOn(m_server, m_database);
    const PostgresDialect dialect(addressOn(m_server, m_database));
    SqlConnection reader(dialect, SqlAccess::Read);
    QVERIFY(reader.open());
    QVERIFY(reader.run(QStringLiteral("SELECT count(*) FROM users")));
    QVERIFY(!reader.exec(QStringLiteral("DELETE FROM users")));
}

void TestPostgresStart::errorsAreJudgedByTheirCode() {
    const PostgresDialect dialect({});
    const auto damage = [&dialect](const char* code) {
        return dialect.damage(QSqlError({}, {}, QSqlError::StatementError, QLatin1String(code)));
    };
    QCOMPARE(damage("23505"), SqlDamage::Duplicate);
    for (const char* code : {"23503", "42601", "22021"})
        QCOMPARE(damage(code), SqlDamage::Statement);
    for (const char* code : {"40001", "40P01"})
        QCOMPARE(damage(code), SqlDamage::Transaction);
    QCOMPARE(damage("55P03"), SqlDamage::Locked);
    for (const char* code : {"", "08006", "57P01", "25P02", "25P03", "53100", "58030", "XX001", "57014"})
        QCOMPARE(damage(code), SqlDamage::Connection);
}

void TestPostgresStart::tenNodesMigrateOnce() {
    const DatabaseAddress address = addressOn(m_server, freshDatabase(m_server));
    std::vector<std::unique_ptr<SqlStorage>> nodes(10);
    std::vector<std::thread> starting;
    QStringList why(10);
    QObject home;
    for (size_t i = 0; i < nodes.size(); ++i) {
        starting.emplace_back([&, i, said = &why[qsizetype(i)]] {
            auto opened = SqlStorage::open(address, &home);
            if (opened)
                nodes[i] = std::move(*opened);
            else
                *said = opened.error().message;
        });
    }
    for (std::thread& thread : starting)
        thread.join();
    QCOMPARE(why.join(QString()), QString());
    makeUser(*nodes[0], QStringLiteral("Ana"));
    QVERIFY(need(nodes[9]->users().byEmail(QStringLiteral("ana@example.org"))));
    QCOMPARE(m_server.query(QStringLiteral("SELECT count(*) FROM migrations"), address.database)->toLongLong(),
             knownMigrations()->size());
    for (const auto& node : nodes) { // although all of them found none
        QCOMPARE(node->installation().id, nodes[0]->installation().id);
        QCOMPARE(node->installation().nodeKey, nodes[0]->installation().nodeKey);
    }
}

void TestPostgresStart::failedMigrationStopsTheStart() {
    const DatabaseAddress address = addressOn(m_server, freshDatabase(m_server));
    const PostgresDialect dialect(address);
    SqlConnection db(dialect, SqlAccess::Write);
    QVERIFY(db.open());
    const QList<Migration> steps{
        {QStringLiteral("0001_a.sql"), QStringLiteral("CREATE TABLE a (x BIGINT);\n")},
        {QStringLiteral("0002_b.sql"), QStringLiteral("CREATE TABLE b (x BIGINT);\nNONSENSE;\n")}};
    const Status failed = migrate(db, steps);
    QCOMPARE(outcome(failed), named(ErrorKind::Unavailable));
    QVERIFY2(failed.error().message.contains(QStringLiteral("0002_b.sql")), qPrintable(failed.error().message));
    QCOMPARE(m_server.query(QStringLiteral("SELECT (SELECT max(number) FROM migrations), to_regclass('a') IS NULL, "
                                           "to_regclass('b') IS NULL"),
                            address.database),
             std::optional(QByteArray("1|f|t")));
}

void TestPostgresStart::newerDatabaseIsRefused() {
    const DatabaseAddress address = addressOn(m_server, freshDatabase(m_server));
    QCOMPARE(whyNot(address), QStringLiteral("it opened"));
    QVERIFY(m_server.query(QStringLiteral("INSERT INTO migrations VALUES (9999, 'later', 0)"), address.database));
    const QString why = whyNot(address);
    QVERIFY2(why.contains(QStringLiteral("version 9999")) && why.contains(QStringLiteral("newer confabd")),
             qPrintable(why));
}

void TestPostgresStart::unixSocketWorks() {
    DatabaseAddress address = addressOn(m_server, m_database);
    address.host = m_server.socketFolder();
    QCOMPARE(whyNot(address), QStringLiteral("it opened"));
}

void TestPostgresStart::passwordIsNeededAndNeverSaid() {
    DatabaseAddress address = addressOn(m_server, m_database);
    QVERIFY(!address.password.isEmpty());
    QCOMPARE(whyNot(address), QStringLiteral("it opened"));
    address.password = {QStringLiteral("wr'ong\\one")};
    const QString wrong = whyNot(address);
    QVERIFY2(wrong.contains(QStringLiteral("password authentication failed")), qPrintable(wrong));
    QVERIFY(!wrong.contains(QStringLiteral("ong")) || !wrong.contains(address.password.value));
    address.password = {};
    const QString none = whyNot(address);
    QVERIFY2(none.contains(QStringLiteral("no password supplied")), qPrintable(none));
}

void TestPostgresStart::whatIsNotThereIsSaid() {
    DatabaseAddress address = addressOn(m_server, QStringLiteral("nowhere"));
    const QString noDatabase = whyNot(address);
    QVERIFY2(noDatabase.contains(QStringLiteral("database \"nowhere\" does not exist")), qPrintable(noDatabase));
    test::PostgresProcess stopped;
    QVERIFY2(stopped.start(), stopped.log().constData());
    address.port = stopped.port();
    stopped.stop();
    const QString noServer = whyNot(address);
    QVERIFY2(noServer.contains(QStringLiteral("Connection refused")), qPrintable(noServer));
}

void TestPostgresStart::serverThatForgetsIsRefused() {
    test::PostgresProcess careless({.fsync = false});
    QVERIFY2(careless.start(), careless.log().constData());
    const QString why = whyNot(addressOn(careless, freshDatabase(careless)));
    QVERIFY2(why.contains(QStringLiteral("fsync = off")) && why.contains(QStringLiteral("lost")), qPrintable(why));
}

void TestPostgresStart::roleThatForgetsIsOverruled() {
    QVERIFY(m_server.query(QStringLiteral("ALTER ROLE confab SET synchronous_commit = off")));
    const auto storage = openOn(m_server, m_database);
    const QVariant now = need(onWriterOf<QVariant>(
        *storage, [](SqlConnection& db) { return db.once(QStringLiteral("SHOW synchronous_commit")); }));
    QCOMPARE(now.toString(), QStringLiteral("on"));
    QVERIFY(m_server.query(QStringLiteral("ALTER ROLE confab RESET synchronous_commit")));
}

void TestPostgresStart::poolerOfSessionsWorks_data() {
    QTest::addColumn<bool>("unixSocket");
    QTest::newRow("by TCP") << false;
    QTest::newRow("by a Unix socket behind the pooler") << true;
}

void TestPostgresStart::poolerOfSessionsWorks() {
    QFETCH(bool, unixSocket);
    test::PoolerProcess pooler(m_server, QStringLiteral("session"), unixSocket);
    QVERIFY2(pooler.start(), pooler.log().constData());
    DatabaseAddress address = addressOn(m_server, freshDatabase(m_server));
    address.port = pooler.port();
    for (int start = 0; start < 2; ++start) { // the second time with sessions that the pooler has kept
        auto opened = SqlStorage::open(address, QCoreApplication::instance());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        const UserId user = makeUser(**opened, QStringLiteral("user%1").arg(start));
        const RoomId room = makeRoom(**opened, user);
        send(**opened, room, user, QStringLiteral("client id %1").arg(start));
        need((*opened)->nodes().begin(QStringLiteral("a"), std::chrono::hours(1)));
    }
}

void TestPostgresStart::poolerOfTransactionsIsRefused_data() {
    QTest::addColumn<QString>("mode");
    QTest::newRow("transaction") << QStringLiteral("transaction");
    QTest::newRow("statement") << QStringLiteral("statement");
}

void TestPostgresStart::poolerOfTransactionsIsRefused() {
    QFETCH(QString, mode);
    test::PoolerProcess pooler(m_server, mode);
    QVERIFY2(pooler.start(), pooler.log().constData());
    DatabaseAddress address = addressOn(m_server, freshDatabase(m_server));
    address.port = pooler.port();
    for (int start = 0; start < 2; ++start) {
        const QString why = whyNot(address);
        QVERIFY2(why.contains(QStringLiteral("pool_mode = session")), qPrintable(why));
    }
    QCOMPARE(m_server.query(QStringLiteral("SELECT to_regclass('migrations') IS NULL"), address.database),
             std::optional(QByteArray("t")));
}

/// As an operator backs up and restores.
void TestPostgresStart::aDumpIsRestored() {
    const QString from = freshDatabase(m_server);
    const QString to = freshDatabase(m_server);
    RoomId room;
    QString installation;
    {
        const auto storage = openOn(m_server, from);
        const UserId ana = makeUser(*storage, QStringLiteral("Ana"));
        room = makeRoom(*storage, ana);
        send(*storage, room, ana, QStringLiteral("a"), QStringLiteral("kept"));
        installation = storage->installation().id;
    }
    const QTemporaryDir folder;
    const QString dump = folder.filePath(QStringLiteral("confab.dump"));
    QCOMPARE(
        complaintsOf(QStringLiteral("pg_dump"), {QStringLiteral("--format=custom"), QString(u"--file=" % dump), from}),
        QByteArray());
    QCOMPARE(complaintsOf(QStringLiteral("pg_restore"),
                          {QStringLiteral("--exit-on-error"), QString(u"--dbname=" % to), dump}),
             QByteArray());
    const auto before = openOn(m_server, from);
    const auto after = openOn(m_server, to);
    QCOMPARE(after->installation().id, installation);
    const LogPage page = need(after->log().replay(room, 0, 10));
    QCOMPARE(page.events.size(), need(before->log().replay(room, 0, 10)).events.size());
    QCOMPARE(posted(page.events.last()).body, QStringLiteral("kept"));
    const UserId ben = makeUser(*after, QStringLiteral("Ben")); // the keys count on
    QVERIFY(ben > page.events.last().by);
}

QTEST_GUILESS_MAIN(TestPostgresStart)
#include "tst_postgresstart.moc"
