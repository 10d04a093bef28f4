// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/move/blobcopy.h"
#include "server/storage/sql/move/helddatabase.h"
#include "server/storage/sql/move/movedtable.h"
#include "server/storage/sql/move/tabledigest.h"

#include <functional>

namespace confab {

/// Moves all that a database keeps from SQLite to PostgreSQL or back, while no server uses either. All rows come in one
/// transaction, which is committed when each table of the target has been read again and is equal: after a failure, or
/// a kill at any moment, the target is empty as before, and the same move can be made again.
/// Thread: made, used and destroyed on one that may wait for disks. Owned by: a command.
class DatabaseMove {
public:
    /// Unavailable as HeldDatabase has it, the sentence with the name that `from` or `to` has; InputInvalid when both
    /// are of one kind.
    static Result<std::unique_ptr<DatabaseMove>> open(const DatabaseAddress& from, const DatabaseAddress& to);

    /// The bytes of files, before the rows that name them.
    Result<CopiedBlobs> copyFiles(BlobStore& from, BlobStore& to, const BlobProgress& progress = {});

    struct Table {
        QString name;
        TableDigest digest;
    };
    /// Of each table: how many rows are copied, or compared.
    using Progress = std::function<void(const QString& table, qint64 rows)>;
    /// The key of access tokens: `known` is the one that SQLite has beside it, for PostgreSQL; `keep` is given that of
    /// PostgreSQL, if it has one, to lay it beside SQLite.
    struct SigningKey {
        QByteArray known = {};
        std::function<Status(const QByteArray& key)> keep = {};
    };
    /// The rows of all tables. Unavailable, also when a table of the target differs.
    Result<QList<Table>> copyRows(const SigningKey& key, const Progress& progress = {});

private:
    DatabaseMove(std::unique_ptr<HeldDatabase> from, std::unique_ptr<HeldDatabase> to)
        : m_from(std::move(from)), m_to(std::move(to)) {}
    Result<QList<Table>> copyAll(const Progress& progress);
    Status compare(const MovedTable& table, const TableDigest& digest, const Progress& progress);
    Status moveKey(const SigningKey& key);

    const std::unique_ptr<HeldDatabase> m_from;
    const std::unique_ptr<HeldDatabase> m_to;
    QList<MovedTable> m_tables;
};

} // namespace confab
