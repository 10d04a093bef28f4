// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlitedialect.h"

#include "server/ops/privatefile.h"
#include "server/storage/sql/sqlconnection.h"

#include <QDir>

#include <algorithm>
#include <array>

namespace confab {

namespace {

/// How long to wait for a lock of another process: only a tool such as the sqlite3 shell could hold one, for a moment.
constexpr int busyTimeoutMs = 5000;
/// The log is truncated to this after a checkpoint, so that a busy hour does not keep the disk space for ever.
constexpr int journalSizeLimit = 64 * 1024 * 1024;
// The ends of some thousand busy rooms. With SQLite's 2 MiB the writer read pages again that it had just written.
constexpr int writerCacheKiB = 32 * 1024;

// SQLite's primary result codes, https://www.sqlite.org/rescode.html
constexpr int codeError = 1;
constexpr int codeBusy = 5;
constexpr int codeTooBig = 18;
constexpr int codeConstraint = 19;
constexpr int codeMismatch = 20;
constexpr int codeRange = 25;

int primaryCode(const QSqlError& error) {
    return error.nativeErrorCode().toInt() & 0xff; // the rest says which kind of it
}

struct Setting {
    const char* name;
    QString value; // as it reads back
};

/// Sets a PRAGMA and reads it back: SQLite ignores in silence what it can't or does not know.
Status set(SqlConnection& connection, const Setting& setting) {
    const QString pragma = QString(u"PRAGMA " % QLatin1String(setting.name));
    if (Result<QVariant> done = connection.once(QString(pragma % u" = " % setting.value)); !done)
        return fail(std::move(done.error()));
    Result<QVariant> now = connection.once(pragma);
    if (!now)
        return fail(std::move(now.error()));
    if (now->toString() != setting.value)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("SQLite did not accept %1 = %2, it stays at %3")
                                                      .arg(pragma, setting.value, now->toString())));
    return {};
}

Status setAll(SqlConnection& connection, std::initializer_list<Setting> settings) {
    for (const Setting& setting : settings) {
        if (Status done = set(connection, setting); !done)
            return done;
    }
    return {};
}

/// An exclusive transaction, never ended, on an empty database beside the real one. The system releases its lock
/// however the process dies; nothing stale is left to clean up.
class FolderClaim final : public WriteClaim {
public:
    FolderClaim() : m_name(uniqueConnectionName()) {}
    FolderClaim(const FolderClaim&) = delete;
    FolderClaim& operator=(const FolderClaim&) = delete;
    ~FolderClaim() override { QSqlDatabase::removeDatabase(m_name); }

    Status take(const QString& folder) {
        const QString file = QDir(folder).filePath(QStringLiteral("confabd.lock"));
        if (Status made = makePrivateFile(file); !made) // who can open it can lock it
            return made;
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(file);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=0"));
        if (!database.open())
            return fail(Error(ErrorKind::Unavailable,
                              fileTrouble(file, QStringLiteral("opened"), database.lastError().databaseText())));
        QSqlQuery query(database);
        if (query.exec(QStringLiteral("BEGIN EXCLUSIVE")))
            return {};
        if (primaryCode(query.lastError()) != codeBusy)
            return fail(Error(ErrorKind::Unavailable,
                              fileTrouble(file, QStringLiteral("locked"), query.lastError().databaseText())));
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("Another confabd uses the data folder %1. Stop it first, or name another "
                                         "folder with --data.")
                              .arg(QDir::toNativeSeparators(folder))));
    }

private:
    const QString m_name;
};

} // namespace

QString SqliteDialect::driver() const {
    return QStringLiteral("QSQLITE");
}

void SqliteDialect::address(QSqlDatabase& database, SqlAccess access) const {
    database.setDatabaseName(QDir(m_folder).filePath(QStringLiteral("confab.db")));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
    if (access == SqlAccess::Read)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(options);
}

Status SqliteDialect::configure(SqlConnection& connection, SqlAccess access) const {
    // No automatic checkpoints anywhere: a checkpoint beside a commit of another connection can corrupt the database in
    // SQLite 3.7.0 to 3.51.2 (the WAL-reset bug). Only the writer checkpoints, between its own commits: maintain().
    const QString zero = QStringLiteral("0");
    const QString one = QStringLiteral("1");
    const QString busyTimeout = QString::number(busyTimeoutMs);
    if (access == SqlAccess::Read)
        return setAll(connection, {{"query_only", one}, {"wal_autocheckpoint", zero}, {"busy_timeout", busyTimeout}});
    return setAll(connection, {{"busy_timeout", busyTimeout},
                               {"journal_mode", QStringLiteral("wal")},
                               {"synchronous", QStringLiteral("2")}, // FULL: the log is synced at every commit
                               {"foreign_keys", one},
                               {"secure_delete", one}, // what was deleted is overwritten
                               {"cache_size", QString::number(-writerCacheKiB)},
                               {"temp_store", QStringLiteral("2")}, // in memory
                               {"wal_autocheckpoint", zero},
                               {"journal_size_limit", QString::number(journalSizeLimit)}});
}

std::unique_ptr<CallWatch> SqliteDialect::watch(const QSqlDatabase&) const {
    return nullptr;
}

Result<std::unique_ptr<WriteClaim>> SqliteDialect::claim() const {
    auto claim = std::make_unique<FolderClaim>();
    if (Status taken = claim->take(m_folder); !taken)
        return fail(std::move(taken.error()));
    return std::unique_ptr<WriteClaim>(std::move(claim));
}

Status SqliteDialect::holdSchema(SqlConnection&) const {
    return {}; // there is one daemon
}

void SqliteDialect::releaseSchema(SqlConnection&) const {}

QString SqliteDialect::place() const {
    return {}; // nodes do not share it
}

QString SqliteDialect::beginWrite() const {
    return QStringLiteral("BEGIN IMMEDIATE");
}

QString SqliteDialect::beginRead() const {
    return QStringLiteral("BEGIN");
}

QString SqliteDialect::now() const {
    return QStringLiteral("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)");
}

QString SqliteDialect::position(const QString& column) const {
    return QString(u"instr(" % column % u", ?)");
}

QString SqliteDialect::among(const QString& column) const {
    return QString(column % u" IN (SELECT value FROM json_each(?))");
}

QVariant SqliteDialect::list(const QList<qint64>& numbers) const {
    return QString(u'[' % joined(numbers) % u']');
}

QVariant SqliteDialect::bindable(QVariant value) const {
    if (value.typeId() != QMetaType::QString)
        return value;
    // QtSql hands text to SQLite as UTF-16, where SQLite takes a leading U+FEFF for a byte order mark, drops it, and
    // takes a leading U+FFFE for one of the other order. One mark too many is the one that it may drop.
    const QString text = value.toString();
    const bool looksMarked = text.startsWith(QChar(0xFEFF)) || text.startsWith(QChar(0xFFFE));
    return looksMarked ? QVariant(QString(QChar(0xFEFF) % text)) : value;
}

SqlDamage SqliteDialect::damage(const QSqlError& error) const {
    // After these SQLite says that the transaction may be rolled back already, or that nothing can be trusted:
    // https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
    constexpr std::array statementOnly{codeError, codeTooBig, codeConstraint, codeMismatch, codeRange};
    const bool alone = std::ranges::find(statementOnly, primaryCode(error)) != statementOnly.end();
    return alone ? SqlDamage::Statement : SqlDamage::Connection;
}

QString SqliteDialect::expanded(QString migration) const {
    return migration.replace(QStringLiteral("{id}"), QStringLiteral("INTEGER PRIMARY KEY AUTOINCREMENT"))
        .replace(QStringLiteral("{bytes}"), QStringLiteral("BLOB"))
        .replace(QStringLiteral("{clustered}"), QStringLiteral("WITHOUT ROWID"));
}

Status SqliteDialect::maintain(SqlConnection& connection) const {
    return connection.once(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)")).map([](const QVariant&) {});
}

int SqliteDialect::tidyAfter() const {
    // Jobs: up to 150 MiB of log when each has a commit of its own. Nobody is answered meanwhile, for some 20 ms:
    // nearly all of it waits for the disk, however few the pages are, so it has to be rare. After 2000 it was seen in
    // the 99th percentile of 1000 messages a second.
    return 8000;
}

} // namespace confab
