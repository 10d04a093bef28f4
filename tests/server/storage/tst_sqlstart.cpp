// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/migrations.h"
#include "server/storage/sql/sqlitedialect.h"
#include "server/storage/sql/sqlitefile.h"
#include "tests/server/storage/sqltesting.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace confab;

namespace {

/// SQLite without a file, where a write-ahead log can't be had.
class MemoryDialect final : public Dialect {
public:
    QString driver() const override { return m_sqlite.driver(); }
    void address(QSqlDatabase& database, SqlAccess) const override {
        database.setDatabaseName(QStringLiteral(":memory:"));
    }
    Status configure(SqlConnection& connection, SqlAccess access) const override {
        return m_sqlite.configure(connection, access);
    }
    std::unique_ptr<CallWatch> watch(const QSqlDatabase&) const override { return nullptr; }
    Result<std::unique_ptr<WriteClaim>> claim() const override { return nullptr; }
    Status holdSchema(SqlConnection&) const override { return {}; }
    void releaseSchema(SqlConnection&) const override {}
    QString place() const override { return m_sqlite.place(); }
    bool isServer() const override { return false; }
    bool mergesUnions() const override { return true; }
    const AppendStrategy& appending() const override { return m_sqlite.appending(); }
    QString beginWrite() const override { return m_sqlite.beginWrite(); }
    QString beginRead() const override { return m_sqlite.beginRead(); }
    QString now() const override { return m_sqlite.now(); }
    QString among(const QString& column) const override { return m_sqlite.among(column); }
    QString position(const QString& column) const override { return m_sqlite.position(column); }
    QVariant list(const QList<qint64>& numbers) const override { return m_sqlite.list(numbers); }
    QVariant bindable(QVariant value) const override { return m_sqlite.bindable(std::move(value)); }
    SqlDamage damage(const QSqlError& error) const override { return m_sqlite.damage(error); }
    QString expanded(QString migration) const override { return m_sqlite.expanded(std::move(migration)); }
    Status maintain(SqlConnection&) const override { return {}; }
    int tidyAfter() const override { return 1; }

private:
    SqliteDialect m_sqlite{QString()};
};

QString whyNot(const QString& folder) {
    const auto opened = SqlStorage::open(folder, QCoreApplication::instance());
    return opened ? QStringLiteral("it opened") : opened.error().message;
}

/// The other program of killedDaemonLeavesNoLock(): holds the folder until it is killed.
int hold(const QString& folder) {
    const auto storage = openIn(folder);
    makeUser(*storage, QStringLiteral("Ana"));
    printf("holding\n");
    fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

/// How SqlStorage starts, and when it refuses to.
class TestSqlStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void secondDaemonIsRefused();
    void killedDaemonLeavesNoLock();
    void settingsTook();
    void settingThatDoesNotTakeIsSaid();
    void folderIsMade();
    void folderThatCannotBeUsedIsSaid();
    void fileThatIsNoDatabaseIsSaid();
    void onlyTheOwnerMayRead();
    void startsFromNothingAndStays();
    void newerDatabaseIsRefused();
    void failedMigrationStopsTheStart();
    void messagesOfVersionTwoAreKept();
    void aCopyIsLeftBeforeAMigration();
    void copiesAreFew();
    void withoutACopyNothingIsMigrated();

private:
    QString path() const { return m_folder->path(); }
    QString file(const QString& name) const { return QDir(path()).filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSqlStart::secondDaemonIsRefused() {
    auto first = openIn(path());
    const QString why = whyNot(path());
    QVERIFY2(why.contains(QStringLiteral("Another confabd")), qPrintable(why));
    QVERIFY2(why.contains(QDir::toNativeSeparators(path())), qPrintable(why));
    makeUser(*first, QStringLiteral("Ana")); // the first goes on
    first.reset();
    QVERIFY(need(openIn(path())->users().byEmail(QStringLiteral("ana@example.org"))));
}

void TestSqlStart::killedDaemonLeavesNoLock() {
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), path()});
    QVERIFY(other.waitForReadyRead());
    QCOMPARE(other.readLine().trimmed(), QByteArray("holding"));
    const QString why = whyNot(path());
    QVERIFY2(why.contains(QStringLiteral("Another confabd")), qPrintable(why));
    other.kill();
    QVERIFY(other.waitForFinished());
    QVERIFY(need(openIn(path())->users().byEmail(QStringLiteral("ana@example.org"))));
}

void TestSqlStart::settingsTook() {
    const auto storage = openIn(path());
    const QList<std::pair<const char*, QString>> expected{{"journal_mode", QStringLiteral("wal")},
                                                          {"synchronous", QStringLiteral("2")},
                                                          {"foreign_keys", QStringLiteral("1")},
                                                          {"wal_autocheckpoint", QStringLiteral("0")},
                                                          {"busy_timeout", QStringLiteral("5000")}};
    for (const auto& [name, value] : expected) {
        const QString sql = QString(u"PRAGMA " % QLatin1String(name));
        const QVariant now = need(onWriterOf<QVariant>(*storage, [sql](SqlConnection& db) { return db.once(sql); }));
        QCOMPARE(now.toString(), value);
    }
    const SqliteDialect dialect(path());
    SqlConnection reader(dialect, SqlAccess::Read);
    QVERIFY(reader.open());
    QCOMPARE(reader.once(QStringLiteral("PRAGMA query_only"))->toInt(), 1);
    QCOMPARE(reader.once(QStringLiteral("PRAGMA wal_autocheckpoint"))->toInt(), 0);
}

void TestSqlStart::settingThatDoesNotTakeIsSaid() {
    const MemoryDialect dialect;
    SqlConnection connection(dialect, SqlAccess::Write);
    const Status opened = connection.open();
    QCOMPARE(outcome(opened), named(ErrorKind::Unavailable));
    QCOMPARE(opened.error().message,
             QStringLiteral("SQLite did not accept PRAGMA journal_mode = wal, it stays at memory"));
}

void TestSqlStart::folderIsMade() {
    QCOMPARE(whyNot(file(QStringLiteral("a/b/c"))), QStringLiteral("it opened"));
    QVERIFY(QFile::exists(file(QStringLiteral("a/b/c/confab.db"))));
}

void TestSqlStart::folderThatCannotBeUsedIsSaid() {
    QFile inTheWay(file(QStringLiteral("file")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const QString why = whyNot(file(QStringLiteral("file")));
    QVERIFY2(why.contains(QStringLiteral("can't be used")), qPrintable(why));
}

void TestSqlStart::fileThatIsNoDatabaseIsSaid() {
    QFile other(file(QStringLiteral("confab.db")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(QByteArray(10'000, 'x'));
    other.close();
    const QString why = whyNot(path());
    QVERIFY2(why.contains(QStringLiteral("not a database")), qPrintable(why));
}

void TestSqlStart::onlyTheOwnerMayRead() {
#ifdef Q_OS_UNIX
    const auto storage = openIn(path());
    makeUser(*storage, QStringLiteral("Ana"));
    for (const char* name : {"confab.db", "confab.db-wal", "confab.db-shm"}) {
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(QFile::exists(file(QLatin1String(name))));
        QVERIFY(!(QFile::permissions(file(QLatin1String(name))) & others));
    }
#else
    QSKIP("needs Unix permissions");
#endif
}

void TestSqlStart::startsFromNothingAndStays() {
    for (int start = 0; start < 2; ++start) {
        const auto storage = openIn(path());
        const QVariant count = need(onWriterOf<QVariant>(
            *storage, [](SqlConnection& db) { return db.once(QStringLiteral("SELECT count(*) FROM migrations")); }));
        QCOMPARE(count.toLongLong(), knownMigrations()->size());
    }
}

void TestSqlStart::newerDatabaseIsRefused() {
    {
        const auto storage = openIn(path());
        need(onWriterOf<void>(*storage, [](SqlConnection& db) {
            return db.exec(QStringLiteral("INSERT INTO migrations (number, name, at) VALUES (9999, 'later', 0)"));
        }));
    }
    const QString why = whyNot(path());
    QVERIFY2(why.contains(QStringLiteral("version 9999")) && why.contains(QStringLiteral("newer confabd")),
             qPrintable(why));
}

void TestSqlStart::failedMigrationStopsTheStart() {
    const SqliteDialect dialect(path());
    SqlConnection db(dialect, SqlAccess::Write);
    QVERIFY(db.open());
    QList<Migration> steps{{QStringLiteral("0001_a.sql"), QStringLiteral("CREATE TABLE a (x BIGINT); -- one;\n")},
                           {QStringLiteral("0002_b.sql"), QStringLiteral("CREATE TABLE b (x BIGINT);\nNONSENSE;\n")}};
    const Status failed = migrate(db, steps);
    QCOMPARE(outcome(failed), named(ErrorKind::Unavailable));
    QVERIFY2(failed.error().message.contains(QStringLiteral("0002_b.sql")), qPrintable(failed.error().message));
    QVERIFY(db.open());
    QCOMPARE(db.once(QStringLiteral("SELECT max(number) FROM migrations"))->toInt(), 1);
    QCOMPARE(db.once(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b')"))->toInt(), 1);

    steps[1].sql = QStringLiteral("CREATE TABLE b (x BIGINT);\n");
    QCOMPARE(outcome(migrate(db, steps)), QStringLiteral("ok"));
    QCOMPARE(db.once(QStringLiteral("SELECT max(number) FROM migrations"))->toInt(), 2);
}

void TestSqlStart::messagesOfVersionTwoAreKept() {
    {
        const SqliteDialect dialect(path());
        SqlConnection db(dialect, SqlAccess::Write);
        QVERIFY(db.open());
        QCOMPARE(outcome(migrate(db, knownMigrations()->first(2))), QStringLiteral("ok"));
        const QStringList filled{
            QStringLiteral("INSERT INTO users VALUES (1, 'Ana', 'ana', 'a@x', 'a@x', '', 0)"),
            QStringLiteral(
                "INSERT INTO rooms (id, name, folded_name, kind, topic, visibility, password_hash, created_at, "
                "last_seq, last_message_seq, members) "
                "VALUES (5, 'R', 'r', 'room', '', 'public', '', 0, 3, 3, 1)"),
            QStringLiteral("INSERT INTO members VALUES (5, 1, 'owner', 0, 1, 0)"),
            QStringLiteral("INSERT INTO events VALUES (5, 1, 'room.created', 1, 7, '{\"name\":\"R\"}'), "
                           "(5, 2, 'message', 1, 8, '{\"body\":\"first\",\"clientId\":\"a\"}'), "
                           "(5, 3, 'message', 1, 9, '{\"body\":\"second\",\"clientId\":\"b\",\"replyTo\":2}')"),
            QStringLiteral("INSERT INTO messages VALUES (5, 2, 1, 8, 'first', 'a', NULL, NULL, NULL), "
                           "(5, 3, 1, 9, 'second', 'b', NULL, NULL, 2)")};
        for (const QString& sql : filled)
            QCOMPARE(outcome(db.exec(sql)), QStringLiteral("ok"));
    }
    const auto storage = openIn(path());
    const LogPage page = need(storage->log().events(RoomId{5}, UserId{1}, 0, 10));
    QCOMPARE(page.events.size(), 3);
    QVERIFY(std::holds_alternative<RoomCreated>(page.events[0].data));
    const auto* second = std::get_if<MessagePosted>(&page.events[2].data);
    QVERIFY(second);
    QCOMPARE(page.events[2].seq, 3);
    QCOMPARE(page.events[2].at, UtcTime{9});
    QCOMPARE(second->body, QStringLiteral("second"));
    QCOMPARE(second->clientId, QStringLiteral("b"));
    QCOMPARE(second->replyTo, std::optional<Seq>(2));
    const MessagePage history = need(storage->messages().history(RoomId{5}, UserId{1}, {}, 10));
    QCOMPARE(history.messages.size(), 2);
    QCOMPARE(history.messages.first().replyTo, std::optional<Seq>(2));
}

namespace {

/// A database of this version, with a person in it.
bool makeOfVersion(const QString& folder, int version) {
    const SqliteDialect dialect(folder);
    SqlConnection db(dialect, SqlAccess::Write);
    return db.open() && migrate(db, knownMigrations()->first(version)) &&
           db.exec(QStringLiteral("INSERT INTO users VALUES (1, 'Ana', 'ana', 'a@x', 'a@x', '', 0)"));
}

qint64 versionIn(const QString& file) {
    const Result<std::unique_ptr<SqliteFile>> opened = SqliteFile::open(file);
    return opened ? (*opened)->schema().value_or(-1) : -1;
}

} // namespace

void TestSqlStart::aCopyIsLeftBeforeAMigration() {
    QVERIFY(makeOfVersion(path(), 4));
    const QString copy = file(QStringLiteral("confab-version-4.db"));
    {
        const auto storage = openIn(path());
        QVERIFY(QFile::exists(copy));
    }
    QCOMPARE(versionIn(copy), 4);
    QCOMPARE(versionIn(file(QStringLiteral("confab.db"))), knownMigrations()->size());
    const Result<std::unique_ptr<SqliteFile>> opened = SqliteFile::open(copy);
    QVERIFY(opened);
    QCOMPARE((*opened)->rows()->value(QStringLiteral("users")), 1);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(copy) & others));
    QVERIFY(QFile::remove(copy));
    openIn(path()); // there is nothing to migrate
    QVERIFY(!QFile::exists(copy));
}

void TestSqlStart::copiesAreFew() {
    for (const int version : {1, 2, 3, 4}) {
        for (const QString& name : QDir(path()).entryList({QStringLiteral("confab.db*")}))
            QVERIFY(QFile::remove(file(name)));
        QVERIFY(makeOfVersion(path(), version));
        openIn(path());
        // Which is the youngest is a matter of milliseconds here, and of months elsewhere.
        QFile copy(file(QStringLiteral("confab-version-%1.db").arg(version)));
        QVERIFY(copy.open(QIODevice::ReadWrite));
        QVERIFY(copy.setFileTime(QDateTime::fromSecsSinceEpoch(1'000'000'000 + version),
                                 QFileDevice::FileModificationTime));
    }
    QCOMPARE(QDir(path()).entryList({QStringLiteral("confab-version*")}, QDir::Files, QDir::Name),
             (QStringList{QStringLiteral("confab-version-3.db"), QStringLiteral("confab-version-4.db")}));
}

void TestSqlStart::withoutACopyNothingIsMigrated() {
    QVERIFY(makeOfVersion(path(), 4));
    QVERIFY(QDir(path()).mkdir(QStringLiteral("confab-version.part"))); // in its way
    const QString why = whyNot(path());
    QVERIFY2(why.contains(QStringLiteral("a copy of it is made")), qPrintable(why));
    QCOMPARE(versionIn(file(QStringLiteral("confab.db"))), 4);
    QVERIFY(QDir(path()).rmdir(QStringLiteral("confab-version.part")));
    openIn(path());
    QCOMPARE(versionIn(file(QStringLiteral("confab.db"))), knownMigrations()->size());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0)
        return hold(QString::fromLocal8Bit(argv[2]));
    TestSqlStart test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlstart.moc"
