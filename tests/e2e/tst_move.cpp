// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/results.h"

#include <QProcess>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// Slow enough to be killed in the middle.
constexpr const char* slowInserts =
    "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END $$; "
    "CREATE TRIGGER wait BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION wait()";

} // namespace

/// `confabd move`, with the real server before and after.
class TestMove : public QObject {
    Q_OBJECT

private:
    qint64 count(const char* sql, const QString& database) {
        const auto answer = m_postgres.query(QLatin1String(sql), database);
        return answer ? answer->trimmed().toLongLong() : -1;
    }
    QString newDatabase();

    PostgresProcess m_postgres{{.password = true}};
    QTemporaryDir m_folder;
    QString m_passwordFile;
    int m_databases = 0;

private Q_SLOTS:
    void initTestCase();
    void peopleGoOn();
    void killedOnesAreRepeated();
    void wrongUsesAreExplained();
};

void TestMove::initTestCase() {
    QVERIFY2(m_postgres.start(), m_postgres.log().constData());
    m_passwordFile = m_folder.filePath(q("password"));
    QFile file(m_passwordFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(file.write(m_postgres.password().value.toUtf8() + '\n') > 1);
}

QString TestMove::newDatabase() {
    const QString name = QStringLiteral("move%1").arg(++m_databases);
    return m_postgres.createDatabase(name) ? name : QString();
}

/// To PostgreSQL, and back: with the devices, the messages and the files that they had.
void TestMove::peopleGoOn() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const RoomId room = newRoom(server.ana).id;
    const QByteArray content = someBytes(200'000);
    const QString file = server.files().post(content).text("id");
    MessageSend message = messageFor(room, q("before the move"));
    message.files = QList<SentFile>{File{file, q("plan.pdf"), q("application/pdf")}};
    VERIFY_DONE(server.ana->call(message));
    const QString url = m_postgres.url(newDatabase());
    const QStringList there{q("move"),     q("--data"), server.daemon.folder(), q("--to"), url, q("--to-password-file"),
                            m_passwordFile};
    const auto running = DaemonProcess::run(there);
    QCOMPARE(running.exitCode, 1);
    QVERIFY2(running.errors.contains("Another confabd uses"), running.errors.constData());
    QCOMPARE(server.daemon.stop(), 0);
    const auto moved = DaemonProcess::run(there);
    QVERIFY2(moved.exitCode == 0, moved.errors.constData());
    QVERIFY2(moved.output.contains("1 files, 200000 bytes") && moved.output.contains("start servers on the new one"),
             moved.output.constData());

    const QStringList onPostgres{q("--database"), url,         q("--database-password-file"),
                                 m_passwordFile,  q("--node"), q("a")};
    {
        DaemonProcess node(onPostgres);
        QVERIFY2(node.start(), node.errors().constData());
        const Person ana = againAs(node, server.ana, Codec::Json, true);
        QVERIFY(ana);
        QVERIFY(Files(node, server.ana).get(file).body == content);
        VERIFY_DONE(ana->call(messageFor(room, q("on PostgreSQL"))));
        QCOMPARE(node.stop(), 0);
    }
    DaemonProcess last;
    const auto back = DaemonProcess::run(QStringList{q("move"), q("--to"), last.folder()} + onPostgres.first(4));
    QVERIFY2(back.exitCode == 0, back.errors.constData());
    QVERIFY2(last.start(), last.errors().constData());
    const Person ana = againAs(last, server.ana, Codec::Json, true);
    QVERIFY(ana);
    QVERIFY(Files(last, server.ana).get(file).body == content);
    VERIFY_OK(entered, ana->call(RoomEnter{room, 0}));
    QCOMPARE(entered.lastSeq, 4); // created, joined, and the two
}

void TestMove::killedOnesAreRepeated() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const RoomId room = newRoom(server.ana).id;
    for (int i = 0; i < 100; ++i)
        VERIFY_DONE(server.ana->call(messageFor(room, QString::number(i))));
    QCOMPARE(server.daemon.stop(), 0);
    const QString database = newDatabase();
    const QStringList arguments{q("move"),
                                q("--data"),
                                server.daemon.folder(),
                                q("--to"),
                                m_postgres.url(database),
                                q("--to-password-file"),
                                m_passwordFile};
    // A server makes the tables; then it is as if there had been none.
    DaemonProcess made(QStringList{q("--database"), m_postgres.url(database), q("--database-password-file"),
                                   m_passwordFile, q("--node"), q("a")});
    QVERIFY2(made.start(), made.errors().constData());
    QCOMPARE(made.stop(), 0);
    QVERIFY(m_postgres.query(q("TRUNCATE installation, keys, nodes, seats, file_usage"), database));
    QVERIFY2(m_postgres.query(QLatin1String(slowInserts), database), m_postgres.log().constData());

    QProcess process;
    process.setProcessEnvironment(DaemonProcess::cleanEnvironment());
    process.start(q(CONFABD_PATH), arguments);
    QVERIFY(waitUntil(
        [&] { return count("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'", database) > 0; }));
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(waitUntil([&] { // its session ends when it looks up from its sleep
        return count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'confab'", database) == 0;
    }));
    for (const char* sql :
         {"SELECT count(*) FROM users", "SELECT count(*) FROM rooms", "SELECT count(*) FROM messages"})
        QCOMPARE(count(sql, database), 0);
    QVERIFY(m_postgres.query(q("DROP FUNCTION wait CASCADE"), database));
    const auto moved = DaemonProcess::run(arguments);
    QVERIFY2(moved.exitCode == 0, moved.errors.constData());
    QCOMPARE(count("SELECT count(*) FROM messages", database), 100);
}

void TestMove::wrongUsesAreExplained() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QCOMPARE(daemon.stop(), 0);
    const auto said = [&](const QString& to) {
        const auto refused = DaemonProcess::run({q("move"), q("--data"), daemon.folder(), q("--to"), to});
        return QByteArray(QByteArray::number(refused.exitCode) + ' ' + refused.errors);
    };
    const QByteArray sqlite = said(m_folder.filePath(q("other")));
    QVERIFY2(sqlite.startsWith("1 ") && sqlite.contains("make a backup"), sqlite.constData());
    const QByteArray password = said(q("postgresql://confab:secret@localhost/confab"));
    QVERIFY2(password.startsWith("1 ") && !password.contains("secret@"), password.constData());
    const QByteArray nobody = said(q("postgresql://confab@127.0.0.1:1/confab"));
    QVERIFY2(nobody.startsWith("1 ") && nobody.contains("can't be the target"), nobody.constData());
    const auto nothing = DaemonProcess::run(
        {q("move"), q("--data"), m_folder.filePath(q("none")), q("--to"), m_postgres.url(q("none"))});
    QVERIFY2(nothing.exitCode == 1 && nothing.errors.contains("There is no folder"), nothing.errors.constData());
    QCOMPARE(DaemonProcess::run({q("move"), q("--data"), daemon.folder()}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestMove)
#include "tst_move.moc"
