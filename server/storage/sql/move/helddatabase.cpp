// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/helddatabase.h"

#include "server/ops/privatefile.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sql/move/movedtable.h"
#include "server/storage/sql/postgresdialect.h"
#include "server/storage/sql/sqlitedialect.h"

#include <QDir>
#include <QFileInfo>

namespace confab {

namespace {

tl::unexpected<Error> refused(const QString& sentence) {
    return fail(Error(ErrorKind::Unavailable, sentence));
}

QString fileIn(const QString& folder) {
    return QDir(folder).filePath(QStringLiteral("confab.db"));
}

std::unique_ptr<Dialect> dialectFor(const DatabaseAddress& address) {
    if (address.isPostgres())
        return std::make_unique<PostgresDialect>(address);
    return std::make_unique<SqliteDialect>(address.folder);
}

/// The tables that are there, whoever made them.
Result<QStringList> tablesOf(SqlConnection& db) {
    Result<SqlRows> rows = db.run(
        db.dialect().isServer()
            ? QStringLiteral("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
                             "ORDER BY tablename")
            : QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' "
                             "ORDER BY name"));
    if (!rows)
        return fail(std::move(rows.error()));
    QStringList names;
    while (rows->next())
        names.append(rows->text(0));
    return names;
}

} // namespace

Status HeldDatabase::claim() {
    Result<std::unique_ptr<WriteClaim>> claimed = m_dialect->claim();
    if (!claimed)
        return fail(std::move(claimed.error()));
    m_claim = std::move(*claimed);
    return m_connection.open();
}

/// A transaction may wait for the other database for as long as that needs.
Status HeldDatabase::hold() {
    if (Status opened = m_connection.open(); !opened) // migrate() may have closed it
        return opened;
    if (Status held = m_dialect->holdSchema(m_connection); !held)
        return held;
    if (!isServer())
        return {};
    return m_connection
        .once(QStringLiteral("SELECT set_config('idle_in_transaction_session_timeout', '0', false), "
                             "set_config('enable_seqscan', 'off', false)"))
        .map([](const QVariant&) {});
}

Status HeldDatabase::makeSchema() {
    const Result<QList<Migration>> migrations = knownMigrations();
    return migrations ? migrate(m_connection, *migrations) : fail(migrations.error());
}

Status HeldDatabase::checkSchema() {
    const Result<QStringList> tables = tablesOf(m_connection);
    const Result<QList<Migration>> migrations = knownMigrations();
    if (!tables || !migrations)
        return fail(tables ? migrations.error() : tables.error());
    if (!tables->contains(QStringLiteral("migrations")))
        return refused(QStringLiteral("It is no database of confabd: start a server on it once."));
    const Result<QVariant> number =
        m_connection.once(QStringLiteral("SELECT coalesce(max(number), 0) FROM migrations"));
    if (!number)
        return fail(number.error());
    if (number->toLongLong() == migrations->size())
        return {};
    return refused(QStringLiteral("It has version %1, and this program's is %2: start this program on it once, or take "
                                  "the program that was used with it.")
                       .arg(number->toString(), QString::number(migrations->size())));
}

/// Nodes on a database server; SQLite's lock says the same.
Status HeldDatabase::checkUnused() {
    if (!isServer())
        return {};
    Result<SqlRows> rows =
        m_connection.run(QString(u"SELECT node FROM nodes WHERE lease_until > " % m_dialect->now() % u" LIMIT 1"));
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return {};
    return refused(QStringLiteral("The node \"%1\" uses it, or was killed a moment ago. Stop all nodes first.")
                       .arg(rows->text(0)));
}

/// The bytes of files may be there from a move that was interrupted: their names are those of their content.
Status HeldDatabase::checkEmpty() {
    const Result<QStringList> tables = tablesOf(m_connection);
    if (!tables)
        return fail(tables.error());
    const bool isOurs = tables->isEmpty() || tables->contains(QStringLiteral("migrations"));
    if (!isOurs)
        return refused(
            QStringLiteral("It has tables of another program (%1). Name an empty database.").arg(tables->first()));
    for (const QString& table : *tables) {
        if (isLeftOut(table))
            continue;
        Result<SqlRows> rows = m_connection.run(QString(u"SELECT 1 FROM \"" % table % u"\" LIMIT 1"));
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next())
            return refused(QStringLiteral("It is not empty: the table %1 has rows. A move needs a database that no "
                                          "server has used.")
                               .arg(table));
    }
    return {};
}

Result<std::unique_ptr<HeldDatabase>> HeldDatabase::existing(const DatabaseAddress& address, SqlAccess access) {
    if (!address.isPostgres() && !QFileInfo(fileIn(address.folder)).isFile()) // which SQLite would make
        return refused(QStringLiteral("There is no file %1.").arg(fileIn(address.folder)));
    std::unique_ptr<HeldDatabase> held(new HeldDatabase(dialectFor(address), access));
    Status done = held->claim();
    if (done)
        done = held->hold();
    if (done)
        done = held->checkSchema();
    if (done)
        done = held->checkUnused();
    if (!done)
        return fail(std::move(done.error()));
    return held;
}

Result<std::unique_ptr<HeldDatabase>> HeldDatabase::source(const DatabaseAddress& address) {
    // SQLite: a log may be left to recover
    return existing(address, address.isPostgres() ? SqlAccess::Read : SqlAccess::Write);
}

Result<std::unique_ptr<HeldDatabase>> HeldDatabase::changed(const DatabaseAddress& address) {
    return existing(address, SqlAccess::WriteWaiting);
}

Result<std::unique_ptr<HeldDatabase>> HeldDatabase::target(const DatabaseAddress& address) {
    if (!address.isPostgres()) {
        if (Status made = makePrivateFile(fileIn(address.folder)); !made)
            return fail(std::move(made.error()));
    }
    std::unique_ptr<HeldDatabase> held(new HeldDatabase(dialectFor(address), SqlAccess::WriteWaiting));
    Status done = held->claim();
    if (done)
        done = held->checkEmpty();
    if (done)
        done = held->makeSchema();
    if (done)
        done = held->hold();
    if (done) // somebody may have come between
        done = held->checkEmpty();
    if (!done)
        return fail(std::move(done.error()));
    return held;
}

} // namespace confab
