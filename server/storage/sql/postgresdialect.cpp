// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/postgresdialect.h"

#include "server/storage/sql/poolercheck.h"
#include "server/storage/sql/socketwatch.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storagelimits.h"

#include <QLibrary>
#include <QLoggingCategory>
#include <QSqlDriver>

#include <array>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(postgresLog, "confab.storage")

constexpr int oldestVersion = 15;
/// Any number that no other program takes for its own advisory lock in this database: "Confab".
constexpr qint64 schemaLock = 0x436f6e666162;

tl::unexpected<Error> unusable(const QString& why) {
    return fail(Error(ErrorKind::Unavailable, QStringLiteral("The PostgreSQL database can't be used: %1").arg(why)));
}

Result<QString> setting(SqlConnection& connection, const char* name) {
    const QString sql =
        QStringLiteral("SELECT setting FROM pg_catalog.pg_settings WHERE name = '%1'").arg(QLatin1String(name));
    return connection.once(sql).map([](const QVariant& value) { return value.toString(); });
}

struct Setting {
    const char* name;
    QString value;       // as it reads back, in the setting's own unit
    QString orElse = {}; // what may read back instead; empty: nothing
};

/// Sets it and reads it back.
Status set(SqlConnection& connection, const Setting& wanted) {
    const QString sql = QStringLiteral("SET %1 = '%2'").arg(QLatin1String(wanted.name), wanted.value);
    if (Result<QVariant> done = connection.once(sql); !done)
        return fail(std::move(done.error()));
    const Result<QString> now = setting(connection, wanted.name);
    if (!now)
        return fail(now.error());
    if (*now != wanted.value && (wanted.orElse.isEmpty() || *now != wanted.orElse))
        return unusable(QStringLiteral("it did not accept %1 = %2, it stays at %3.")
                            .arg(QLatin1String(wanted.name), wanted.value, *now));
    return {};
}

QString text(std::chrono::milliseconds time) {
    return QString::number(time.count());
}

/// The server's own settings that this program relies on.
Status checkServer(SqlConnection& connection) {
    const Result<QString> version = setting(connection, "server_version_num");
    if (!version)
        return fail(version.error());
    if (version->toInt() / 10'000 < oldestVersion)
        return unusable(QStringLiteral("version %1 or later is needed.").arg(oldestVersion));
    const std::initializer_list<Setting> needed{{"server_encoding", QStringLiteral("UTF8")},
                                                {"fsync", QStringLiteral("on")},
                                                {"full_page_writes", QStringLiteral("on")},
                                                {"standard_conforming_strings", QStringLiteral("on")}};
    for (const Setting& each : needed) {
        const Result<QString> now = setting(connection, each.name);
        if (!now)
            return fail(now.error());
        if (*now != each.value)
            return unusable(QStringLiteral("it runs with %1 = %2, with which messages that it confirmed can be lost or "
                                           "damaged; %3 is needed.")
                                .arg(QLatin1String(each.name), *now, each.value));
    }
    return {};
}

/// All that a writer does, it does to rows that it finds by their keys. Statistics of young or growing tables say
/// otherwise: then the planner prefers to read small tables in whole, and plans each statement anew. JIT, which costs
/// that are made up would start, never pays.
Status planByKeys(SqlConnection& connection) {
    const auto done = connection.once(
        QStringLiteral("SELECT set_config('plan_cache_mode', 'force_generic_plan', false), "
                       "set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false), "
                       "set_config('enable_mergejoin', 'off', false), set_config('jit', 'off', false)"));
    return done.map([](const QVariant&) {});
}

/// A commit returns when it is on disk. A stricter setting, for a synchronous standby, is kept.
Status setDurable(SqlConnection& connection) {
    const Result<QString> now = setting(connection, "synchronous_commit");
    if (!now)
        return fail(now.error());
    return *now == u"remote_apply" ? Status() : set(connection, {"synchronous_commit", QStringLiteral("on")});
}

/// The socket of the driver's connection, or -1. QtSql does not tell; libpq, which the driver has loaded, does.
int socketOf(const QSqlDatabase& database) {
    using SocketOf = int (*)(const void*);
    const QVariant handle = database.driver()->handle();
    const QByteArray type(handle.typeName());
    if (type != "PGconn*" && type != "pg_conn*") // the type's two names
        return -1;
    const auto socketOf = reinterpret_cast<SocketOf>(QLibrary(QStringLiteral("pq"), 5).resolve("PQsocket"));
    return socketOf ? socketOf(*static_cast<void* const*>(handle.constData())) : -1;
}

} // namespace

QString PostgresDialect::driver() const {
    return QStringLiteral("QPSQL");
}

void PostgresDialect::address(QSqlDatabase& database, SqlAccess) const {
    database.setHostName(m_address.host);
    database.setPort(m_address.port);
    database.setDatabaseName(m_address.database);
    database.setUserName(m_address.user);
    database.setPassword(m_address.password.value);
    // A server that vanishes silently is detected within 5 s: by unacknowledged data, or by keepalive.
    QString options = QStringLiteral("application_name=confabd;connect_timeout=3;tcp_user_timeout=5000;keepalives=1;"
                                     "keepalives_idle=2;keepalives_interval=1;keepalives_count=3;"
                                     "target_session_attrs=primary");
    if (!m_address.sslMode.isEmpty())
        options += QStringLiteral(";sslmode=") + m_address.sslMode;
    if (!m_address.sslRootCert.isEmpty())
        options += QStringLiteral(";sslrootcert='%1'").arg(m_address.sslRootCert);
    database.setConnectOptions(options);
}

Status PostgresDialect::configure(SqlConnection& connection, SqlAccess access) const {
    Status done = set(connection, {"client_min_messages", QStringLiteral("warning")});
    if (done)
        done = checkServer(connection);
    if (done)
        done = setDurable(connection);
    QList<Setting> settings{
        {"TimeZone", QStringLiteral("UTC")},
        {"statement_timeout", text(limits::databaseStatement)},
        {"lock_timeout", text(access == SqlAccess::Write ? limits::databaseFirstLock : limits::databaseLock)},
        {"idle_in_transaction_session_timeout", text(limits::databaseIdle)}};
    // The server's own side of the connection. It reads back as 0 when that is a Unix socket, as it may be behind a
    // pooler.
    if (!isUnixSocket())
        settings += {{"tcp_keepalives_idle", QStringLiteral("2"), QStringLiteral("0")},
                     {"tcp_keepalives_interval", QStringLiteral("1"), QStringLiteral("0")},
                     {"tcp_keepalives_count", QStringLiteral("3"), QStringLiteral("0")},
                     {"tcp_user_timeout", QStringLiteral("5000"), QStringLiteral("0")}};
    if (access == SqlAccess::Read)
        settings += {{"default_transaction_read_only", QStringLiteral("on")}};
    for (qsizetype i = 0; done && i < settings.size(); ++i)
        done = set(connection, settings[i]);
    return done && access != SqlAccess::Read ? planByKeys(connection) : done;
}

std::unique_ptr<CallWatch> PostgresDialect::watch(const QSqlDatabase& database) const {
    const int socket = socketOf(database);
    if (socket < 0) {
        qCWarning(postgresLog) << "The connection's socket is not known: a hung server is not detected.";
        return nullptr;
    }
    return std::make_unique<SocketWatch>(socket, limits::databaseCall);
}

Result<std::unique_ptr<WriteClaim>> PostgresDialect::claim() const {
    if (Status sessions = checkSessions(*this); !sessions)
        return fail(std::move(sessions.error()));
    return nullptr; // others may write, too
}

Status PostgresDialect::holdSchema(SqlConnection& connection) const {
    // Ten nodes may start at once, and the first of them may have much to convert.
    Status done = set(connection, {"lock_timeout", QStringLiteral("0")});
    if (done)
        done = set(connection, {"statement_timeout", QStringLiteral("0")});
    if (done) // it converts whole tables
        done = connection
                   .once(QStringLiteral("SELECT set_config('enable_seqscan', 'on', false), "
                                        "set_config('enable_hashjoin', 'on', false)"))
                   .map([](const QVariant&) {});
    connection.unwatch();
    if (done)
        done =
            connection.once(QStringLiteral("SELECT pg_advisory_lock(%1)").arg(schemaLock)).map([](const QVariant&) {});
    return done;
}

void PostgresDialect::releaseSchema(SqlConnection& connection) const {
    connection.close(); // the lock and the settings were the session's
}

QString PostgresDialect::place() const {
    return QStringLiteral("SELECT s.system_identifier || '/' || d.oid FROM pg_control_system() s "
                          "JOIN pg_catalog.pg_database d ON d.datname = current_database()");
}

QString PostgresDialect::beginWrite() const {
    // Each statement sees what others have committed before it; what must not change meanwhile is locked.
    return QStringLiteral("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
}

QString PostgresDialect::beginRead() const {
    return QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

QString PostgresDialect::now() const {
    return QStringLiteral("CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)");
}

QString PostgresDialect::position(const QString& column) const {
    return QString(u"strpos(" % column % u", ?)");
}

QString PostgresDialect::among(const QString& column) const {
    return QString(column % u" = ANY (CAST(? AS BIGINT[]))");
}

QVariant PostgresDialect::list(const QList<qint64>& numbers) const {
    return QString(u'{' % joined(numbers) % u'}');
}

QVariant PostgresDialect::bindable(QVariant value) const {
    if (value.typeId() != QMetaType::QString)
        return value;
    QString text = value.toString();
    text.remove(QChar(0)); // which PostgreSQL can't store, and the driver would take for the statement's end
    if (text.startsWith(QChar(0xFEFF)))
        text.prepend(QChar(0xFEFF)); // Qt drops one at the start of what it reads
    return text;
}

SqlDamage PostgresDialect::damage(const QSqlError& error) const {
    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    const QString code = error.nativeErrorCode();
    if (code == u"23505") // unique_violation
        return SqlDamage::Duplicate;
    if (code == u"55P03") // lock_not_available
        return SqlDamage::Locked;
    if (code == u"40001" || code == u"40P01") // serialization_failure, deadlock_detected
        return SqlDamage::Transaction;
    constexpr std::array statementOnly{u"21", u"22", u"23", u"42", u"44"};
    for (const auto* kind : statementOnly) { // cardinality, data, integrity, syntax and access, check option
        if (code.startsWith(kind))
            return SqlDamage::Statement;
    }
    return SqlDamage::Connection;
}

QString PostgresDialect::expanded(QString migration) const {
    return migration
        .replace(QStringLiteral("{id}"), QStringLiteral("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"))
        .replace(QStringLiteral("{bytes}"), QStringLiteral("BYTEA"))
        .replace(QStringLiteral("{clustered}"), QString())
        .replace(QStringLiteral(" TEXT"), QStringLiteral(" TEXT COLLATE \"C\"")); // by code points, as SQLite sorts
}

Status PostgresDialect::maintain(SqlConnection&) const {
    return {}; // it has its own vacuum
}

int PostgresDialect::tidyAfter() const {
    return 1'000'000;
}

} // namespace confab
