// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/movedtable.h"

#include "server/storage/sql/sqlconnection.h"

#include <QMap>

#include <algorithm>

namespace confab {

namespace {

QString quoted(const QString& name) {
    return QString(u'"' % name % u'"');
}

/// The table and those that it refers to.
struct Found {
    MovedTable table;
    QStringList refersTo;
};

Result<MovedTable::Kind> kindOf(const QString& type) {
    if (type == u"BIGINT" || type == u"INTEGER")
        return MovedTable::Kind::Integer;
    if (type == u"TEXT")
        return MovedTable::Kind::Text;
    if (type == u"BLOB")
        return MovedTable::Kind::Bytes;
    return fail(Error(ErrorKind::Internal, QStringLiteral("A column has the type %1, which no move knows").arg(type)));
}

Status readColumns(SqlConnection& db, MovedTable& table) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"), table.name);
    if (!rows)
        return fail(std::move(rows.error()));
    QMap<qint64, QString> key;
    while (rows->next()) {
        const Result<MovedTable::Kind> kind = kindOf(rows->text(1));
        if (!kind)
            return fail(kind.error());
        table.columns.append(MovedTable::Column{rows->text(0), *kind});
        if (const qint64 place = rows->integer(2); place > 0)
            key.insert(place, rows->text(0));
    }
    table.key = key.values();
    if (table.key.isEmpty())
        return fail(Error(ErrorKind::Internal, QStringLiteral("The table %1 has no primary key").arg(table.name)));
    return {};
}

Result<QStringList> references(SqlConnection& db, const QString& table) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?)"), table);
    if (!rows)
        return fail(std::move(rows.error()));
    QStringList names;
    while (rows->next())
        names.append(rows->text(0));
    names.removeAll(table);
    return names;
}

Result<QList<Found>> readTables(SqlConnection& db) {
    QList<Found> found;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master "
                                                     "WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' "
                                                     "ORDER BY name"));
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next()) {
            if (!isLeftOut(rows->text(0)))
                found.append(Found{MovedTable{rows->text(0), {}, {}, rows->integer(1) != 0}, {}});
        }
    }
    for (Found& each : found) {
        if (Status read = readColumns(db, each.table); !read)
            return fail(std::move(read.error()));
        Result<QStringList> names = references(db, each.table.name);
        if (!names)
            return fail(std::move(names.error()));
        each.refersTo = std::move(*names);
    }
    return found;
}

} // namespace

QString MovedTable::columnList() const {
    QStringList names;
    for (const Column& column : columns)
        names.append(quoted(column.name));
    return names.join(QStringLiteral(", "));
}

bool isLeftOut(const QString& table) {
    return table == u"migrations" || table == u"blobs" || table == u"blob_pieces";
}

Result<QList<MovedTable>> movedTables(SqlConnection& sqlite) {
    Result<QList<Found>> left = readTables(sqlite);
    if (!left)
        return fail(std::move(left.error()));
    QList<MovedTable> ordered;
    QStringList names;
    while (!left->isEmpty()) {
        const auto next = std::ranges::find_if(*left, [&names](const Found& found) {
            return std::ranges::all_of(found.refersTo, [&names](const QString& name) { return names.contains(name); });
        });
        if (next == left->end())
            return fail(Error(ErrorKind::Internal, QStringLiteral("Tables refer to each other in a circle")));
        names.append(next->table.name);
        ordered.append(next->table);
        left->erase(next);
    }
    return ordered;
}

} // namespace confab
