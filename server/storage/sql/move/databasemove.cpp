// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/databasemove.h"

#include "server/storage/sql/move/tablecopy.h"

namespace confab {

namespace {

constexpr int blobsPerPage = 1000;
/// SqlSessions' name of it.
const QString signingKeyName = QStringLiteral("access-tokens");

QString nameOf(const DatabaseAddress& address) {
    return address.isPostgres() ? QStringLiteral("The database \"%1\" on %2").arg(address.database, address.host)
                                : QStringLiteral("The database in %1").arg(address.folder);
}

Error named(const DatabaseAddress& address, const char* part, const Error& error) {
    return Error(
        error.kind,
        QStringLiteral("%1 can't be the %2 of a move. %3").arg(nameOf(address), QLatin1String(part), error.message));
}

RowProgress reporting(const DatabaseMove::Progress& progress, const QString& table) {
    if (!progress)
        return {};
    return [&progress, table](qint64 rows) { progress(table, rows); };
}

} // namespace

Result<std::unique_ptr<DatabaseMove>> DatabaseMove::open(const DatabaseAddress& from, const DatabaseAddress& to) {
    if (from.isPostgres() == to.isPostgres())
        return fail(Error(ErrorKind::InputInvalid,
                          from.isPostgres() ? QStringLiteral("Both databases are on PostgreSQL: use pg_dump and "
                                                             "pg_restore.")
                                            : QStringLiteral("Both databases are SQLite: make a backup, and restore "
                                                             "it.")));
    auto source = HeldDatabase::source(from);
    if (!source)
        return fail(named(from, "source", source.error()));
    auto target = HeldDatabase::target(to);
    if (!target)
        return fail(named(to, "target", target.error()));
    std::unique_ptr<DatabaseMove> move(new DatabaseMove(std::move(*source), std::move(*target)));
    HeldDatabase& sqlite = move->m_from->isServer() ? *move->m_to : *move->m_from;
    Result<QList<MovedTable>> tables = movedTables(sqlite.connection());
    if (!tables)
        return fail(std::move(tables.error()));
    move->m_tables = std::move(*tables);
    return move;
}

Result<CopiedBlobs> DatabaseMove::copyFiles(BlobStore& from, BlobStore& to, const BlobProgress& progress) {
    const BlobNames names = [this](const BlobHash& after) -> Result<QStringList> {
        Result<SqlRows> rows = m_from->connection().run(
            QStringLiteral("SELECT DISTINCT hash FROM files WHERE hash > ? ORDER BY hash LIMIT ?"), after,
            blobsPerPage);
        if (!rows)
            return fail(std::move(rows.error()));
        QStringList found;
        while (rows->next())
            found.append(rows->text(0));
        return found;
    };
    return copyBlobs(from, to, names, progress);
}

Status DatabaseMove::compare(const MovedTable& table, const TableDigest& digest, const Progress& progress) {
    const Result<TableDigest> copy = digestOf(m_to->connection(), table, reporting(progress, table.name));
    if (!copy)
        return fail(copy.error());
    if (*copy == digest)
        return {};
    return fail(Error(ErrorKind::Unavailable,
                      QStringLiteral("The table %1 has %2 rows with the sum %3 in the source, and %4 with %5 in the "
                                     "target. Nothing was moved.")
                          .arg(table.name, QString::number(digest.rows()), QString::fromLatin1(digest.sum()),
                               QString::number(copy->rows()), QString::fromLatin1(copy->sum()))));
}

Result<QList<DatabaseMove::Table>> DatabaseMove::copyAll(const Progress& progress) {
    SqlConnection& from = m_from->connection();
    SqlConnection& to = m_to->connection();
    QList<Table> done;
    for (const MovedTable& table : std::as_const(m_tables)) {
        const Result<TableDigest> digest = copyTable(from, to, table, reporting(progress, table.name));
        if (!digest)
            return fail(digest.error());
        if (Status equal = compare(table, *digest, progress); !equal)
            return fail(std::move(equal.error()));
        const Result<qint64> highest = table.countsUp ? highestKey(from, table) : Result<qint64>(0);
        if (!highest)
            return fail(highest.error());
        if (Status set = setHighestKey(to, table, *highest); !set)
            return fail(std::move(set.error()));
        done.append(Table{table.name, *digest});
    }
    return done;
}

Status DatabaseMove::moveKey(const SigningKey& key) {
    SqlConnection& to = m_to->connection();
    if (m_to->isServer())
        return key.known.isEmpty() ? Status()
                                   : to.exec(QStringLiteral("INSERT INTO keys (name, key) VALUES (?, ?) ON CONFLICT "
                                                            "(name) DO UPDATE SET key = excluded.key"),
                                             signingKeyName, key.known);
    Result<SqlRows> rows = to.run(QStringLiteral("SELECT key FROM keys WHERE name = ?"), signingKeyName);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() && key.keep ? key.keep(rows->bytes(0)) : Status();
}

Result<QList<DatabaseMove::Table>> DatabaseMove::copyRows(const SigningKey& key, const Progress& progress) {
    SqlConnection& to = m_to->connection();
    if (Status begun = to.begin(); !begun)
        return fail(std::move(begun.error()));
    // Reading counts when the source's own transaction has ended well.
    Result<QList<Table>> tables =
        m_from->connection().snapshot<QList<Table>>([&](SqlConnection&) { return copyAll(progress); });
    Status done = tables ? moveKey(key) : fail(tables.error());
    if (done)
        done = to.commit();
    if (done)
        return tables;
    to.close(); // which takes back all of it
    return fail(std::move(done.error()));
}

} // namespace confab
