// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/migrations.h"
#include "server/storage/sql/move/tablecopy.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlitedialect.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/support/exportedroom.h"

#include <QProcess>

#include <csignal>

using namespace confab;

namespace {

/// SIGKILL before the call to the database of this number, counted from arm() on.
struct Killing {
    int number = 0;
    bool isArmed = false;
};

class KillingWatch final : public CallWatch {
public:
    explicit KillingWatch(Killing& killing) : m_killing(killing) {}
    void begin() override {
        if (m_killing.isArmed && --m_killing.number == 0)
            ::raise(SIGKILL);
    }
    void end() override {}

private:
    Killing& m_killing;
};

/// Another dialect, whose calls are counted.
class KillingDialect final : public Dialect {
public:
    KillingDialect(std::unique_ptr<Dialect> inner, Killing& killing) : m_inner(std::move(inner)), m_killing(killing) {}

    std::unique_ptr<CallWatch> watch(const QSqlDatabase&) const override {
        return std::make_unique<KillingWatch>(m_killing);
    }
    QString driver() const override { return m_inner->driver(); }
    void address(QSqlDatabase& database, SqlAccess access) const override { m_inner->address(database, access); }
    Status configure(SqlConnection& connection, SqlAccess access) const override {
        return m_inner->configure(connection, access);
    }
    Result<std::unique_ptr<WriteClaim>> claim() const override { return m_inner->claim(); }
    Status holdSchema(SqlConnection& connection) const override { return m_inner->holdSchema(connection); }
    void releaseSchema(SqlConnection& connection) const override { m_inner->releaseSchema(connection); }
    QString place() const override { return m_inner->place(); }
    bool isServer() const override { return m_inner->isServer(); }
    bool mergesUnions() const override { return m_inner->mergesUnions(); }
    const AppendStrategy& appending() const override { return m_inner->appending(); }
    QString beginWrite() const override { return m_inner->beginWrite(); }
    QString beginRead() const override { return m_inner->beginRead(); }
    QString now() const override { return m_inner->now(); }
    QString among(const QString& column) const override { return m_inner->among(column); }
    QString position(const QString& column) const override { return m_inner->position(column); }
    QVariant list(const QList<qint64>& numbers) const override { return m_inner->list(numbers); }
    QVariant bindable(QVariant value) const override { return m_inner->bindable(std::move(value)); }
    SqlDamage damage(const QSqlError& error) const override { return m_inner->damage(error); }
    QString expanded(QString migration) const override { return m_inner->expanded(std::move(migration)); }
    Status maintain(SqlConnection& connection) const override { return m_inner->maintain(connection); }
    int tidyAfter() const override { return m_inner->tidyAfter(); }

private:
    const std::unique_ptr<Dialect> m_inner;
    Killing& m_killing;
};

DatabaseAddress addressOf(const QString& place) {
    return place.startsWith(u"postgresql:") ? DatabaseAddress::parse(place).value_or(DatabaseAddress())
                                            : DatabaseAddress::inFolder(place);
}

std::unique_ptr<Dialect> dialectOf(const QString& place) {
    const DatabaseAddress address = addressOf(place);
    if (address.isPostgres())
        return std::make_unique<PostgresDialect>(address);
    return std::make_unique<SqliteDialect>(address.folder);
}

/// The other program: brings the database to this version, unless it is killed before.
int migrateTo(int version, int killedAt, const QString& place) {
    Killing killing{killedAt};
    const KillingDialect dialect(dialectOf(place), killing);
    SqlConnection db(dialect, SqlAccess::Write);
    if (const Status opened = db.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    killing.isArmed = true;
    const Status done = migrate(db, knownMigrations()->first(version));
    if (!done)
        qCritical("%s", qPrintable(done.error().message));
    return done ? 0 : 1;
}

/// What both databases take, in a database of version 2.
QStringList contentOfVersionTwo() {
    return {QStringLiteral("INSERT INTO users VALUES (1, 'Ana', 'ana', 'a@x', 'a@x', '', 0)"),
            QStringLiteral("INSERT INTO rooms (id, name, folded_name, kind, topic, visibility, password_hash, "
                           "created_at, last_seq, last_message_seq, members) "
                           "VALUES (5, 'R', 'r', 'room', '', 'public', '', 0, 3, 3, 1)"),
            QStringLiteral("INSERT INTO members VALUES (5, 1, 'owner', 0, 1, 0)"),
            QStringLiteral("INSERT INTO events VALUES (5, 1, 'room.created', 1, 7, '{\"name\":\"R\"}'), "
                           "(5, 2, 'message', 1, 8, '{\"body\":\"first\",\"clientId\":\"a\"}'), "
                           "(5, 3, 'message', 1, 9, '{\"body\":\"second\",\"clientId\":\"b\",\"replyTo\":2}')"),
            QStringLiteral("INSERT INTO messages VALUES (5, 2, 1, 8, 'first', 'a', NULL, NULL, NULL), "
                           "(5, 3, 1, 9, 'second', 'b', NULL, NULL, 2)")};
}

} // namespace

/// A server that is killed while a new version of it brings the database up to date: at each call to the database, of
/// each migration. The database is of the version before or of the one after, with all that it held, and the next start
/// goes on.
class TestMigrationKills : public QObject {
    Q_OBJECT

private:
    /// A line for each table: how much it has, and a hash of that.
    QStringList contentOf(const QString& place);
    int versionOf(const QString& place);
    static void verifyWhole(const QString& place);
    void verifyEachStep(int version, const QString& place, int& kills);

    test::PostgresProcess m_server;
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void everyStepOfEveryMigration_data();
    void everyStepOfEveryMigration();
};

QStringList TestMigrationKills::contentOf(const QString& place) {
    const DatabaseAddress address = addressOf(place);
    if (address.isPostgres()) {
        const auto rows = m_server.query(
            QStringLiteral("SELECT table_name, (xpath('/row/h/text()', query_to_xml(format('SELECT count(*) || "
                           "md5(coalesce(string_agg(t::text, ''|'' ORDER BY t::text), '''')) AS h FROM %I t', "
                           "table_name), false, true, '')))[1]::text FROM information_schema.tables WHERE "
                           "table_schema = 'public' ORDER BY 1"),
            address.database);
        return QString::fromUtf8(rows.value_or("no answer")).split(u'\n', Qt::SkipEmptyParts);
    }
    const auto dialect = dialectOf(place);
    SqlConnection db(*dialect, SqlAccess::Write);
    QStringList lines;
    if (!db.open())
        return {QStringLiteral("it does not open")};
    lines.append(db.once(QStringLiteral("PRAGMA integrity_check")).value_or(QVariant()).toString());
    const auto tables = movedTables(db);
    for (const MovedTable& table : tables.value_or(QList<MovedTable>())) {
        const TableDigest digest = digestOf(db, table).value_or(TableDigest());
        lines.append(QStringLiteral("%1 %2 %3")
                         .arg(table.name, QString::number(digest.rows()), QString::fromLatin1(digest.sum())));
    }
    return lines;
}

int TestMigrationKills::versionOf(const QString& place) {
    const auto dialect = dialectOf(place);
    SqlConnection db(*dialect, SqlAccess::Write);
    if (!db.open())
        return -1;
    const auto made = db.once(QStringLiteral(
        "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)"));
    const auto number = db.once(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations"));
    return made && number ? number->toInt() : -1;
}

void TestMigrationKills::verifyEachStep(int version, const QString& place, int& kills) {
    const QStringList before = contentOf(place);
    for (int at = 1; at < 500; ++at) {
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--migrate"), QString::number(version + 1), QString::number(at), place});
        QVERIFY(program.waitForFinished(60'000));
        if (program.exitStatus() == QProcess::NormalExit) {
            QCOMPARE(program.exitCode(), 0);
            QCOMPARE(versionOf(place), version + 1);
            return;
        }
        ++kills;
        const QString where = QStringLiteral("from version %1, before call %2").arg(version).arg(at);
        const int now = versionOf(place);
        QVERIFY2(now == version || now == version + 1, qPrintable(where));
        if (now == version)
            QVERIFY2(contentOf(place) == before, qPrintable(where + u'\n' + contentOf(place).join(u'\n')));
        else if (addressOf(place).isPostgres() || contentOf(place).value(0) == u"ok")
            continue;
        else
            QFAIL(qPrintable(where));
    }
    QFAIL("a migration without an end");
}

void TestMigrationKills::everyStepOfEveryMigration_data() {
    QTest::addColumn<bool>("isServer");
    QTest::newRow("SQLite") << false;
    QTest::newRow("PostgreSQL") << true;
}

void TestMigrationKills::everyStepOfEveryMigration() {
    QFETCH(bool, isServer);
    const QString place = isServer ? m_server.url(freshDatabase(m_server)) : m_folder.filePath(QStringLiteral("data"));
    if (!isServer)
        QVERIFY(QDir().mkpath(place));
    int kills = 0;
    for (int version = 0; version < knownMigrations()->size(); ++version) {
        verifyEachStep(versionOf(place), place, kills);
        if (QTest::currentTestFailed())
            return;
        if (version + 1 != 2)
            continue;
        const auto dialect = dialectOf(place);
        SqlConnection db(*dialect, SqlAccess::Write);
        QVERIFY(db.open());
        for (const QString& sql : contentOfVersionTwo())
            QCOMPARE(outcome(db.exec(sql)), QStringLiteral("ok"));
    }
    QCOMPARE(versionOf(place), knownMigrations()->size());
    QVERIFY2(kills >= 5 * knownMigrations()->size(), qPrintable(QString::number(kills)));
    qInfo("%d kills", kills);
    verifyWhole(place);
}

void TestMigrationKills::verifyWhole(const QString& place) {
    const auto storage = openAt(addressOf(place));
    const LogPage page = need(storage->log().events(RoomId{5}, UserId{1}, 0, 10));
    QCOMPARE(types(page.events),
             (QStringList{QStringLiteral("room.created"), QStringLiteral("message"), QStringLiteral("message")}));
    QCOMPARE(posted(page.events[2]).body, QStringLiteral("second"));
    QCOMPARE(posted(page.events[2]).replyTo, std::optional<Seq>(2));
    QCOMPARE(send(*storage, RoomId{5}, UserId{1}, QStringLiteral("c")), 4);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (argc == 5 && qstrcmp(argv[1], "--migrate") == 0)
        return migrateTo(atoi(argv[2]), atoi(argv[3]), QString::fromLocal8Bit(argv[4]));
    TestMigrationKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_migrationkills.moc"
