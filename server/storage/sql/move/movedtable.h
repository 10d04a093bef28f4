// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QList>
#include <QStringList>

namespace confab {

class SqlConnection;

/// A table that a move copies, as both databases have it: one text of migrations makes it in each.
struct MovedTable {
    enum class Kind { Integer, Text, Bytes };
    struct Column {
        QString name;
        Kind kind = Kind::Integer;
    };

    QString name;
    QList<Column> columns;
    QStringList key;       ///< the columns of its primary key, in the key's order
    bool countsUp = false; ///< the database gives its keys, and none of them twice

    /// The names of all columns with commas between, quoted.
    QString columnList() const;
};

/// Whether a move leaves the table out: each database has its own list of migrations, and the bytes of files go by
/// BlobStore.
bool isLeftOut(const QString& table);

/// The tables of an SQLite database with the schema of this program, each behind those that it refers to. Errors: those
/// of the statements; Internal for a column of a type that no migration uses.
/// Thread: the connection's.
Result<QList<MovedTable>> movedTables(SqlConnection& sqlite);

} // namespace confab
