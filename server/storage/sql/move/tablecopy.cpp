// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/move/tablecopy.h"

#include "server/storage/sql/sqlconnection.h"

#include <algorithm>

namespace confab {

namespace {

/// Some megabytes where each row is a long text; a statement below the bound of either database on placeholders.
constexpr qsizetype rowsPerPage = 256;
constexpr qsizetype rowsPerInsert = 64;
constexpr qint64 rowsPerReport = 100'000;

QVariant valueOf(const SqlRows& rows, int at, MovedTable::Kind kind) {
    if (rows.isNull(at))
        return {};
    switch (kind) {
    case MovedTable::Kind::Integer:
        return rows.integer(at);
    case MovedTable::Kind::Bytes:
        return toSql(rows.bytes(at));
    case MovedTable::Kind::Text:
        break;
    }
    return toSql(rows.text(at).remove(QChar(0))); // which PostgreSQL can't store
}

/// The rows of a table by its key: each page begins behind the last one, so that it takes no longer than the first.
/// Thread: the connection's. Owned by: the function that reads the table.
class TablePages {
public:
    TablePages(SqlConnection& db, const MovedTable& table) : m_db(db), m_table(table) {
        const QString key = QString(u'"' % table.key.join(QStringLiteral("\", \"")) % u'"');
        const QStringList places(table.key.size(), QStringLiteral("?"));
        const QString from = QString(u"SELECT " % table.columnList() % u" FROM \"" % table.name % u'"');
        const QString order = QString(u" ORDER BY " % key % u" LIMIT " % QString::number(rowsPerPage));
        m_first = QString(from % order);
        m_next = QString(from % u" WHERE (" % key % u") > (" % places.join(QStringLiteral(", ")) % u')' % order);
        for (const QString& name : table.key)
            m_keyColumns.append(std::ranges::find(table.columns, name, &MovedTable::Column::name) -
                                table.columns.begin());
    }

    /// Empty at the end.
    Result<QList<QVariantList>> next() {
        QList<QVariantList> page;
        if (m_isAtEnd)
            return page;
        Result<SqlRows> rows = m_last.isEmpty() ? m_db.run(m_first) : m_db.runWith(m_next, m_last);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next()) {
            QVariantList row;
            for (int at = 0; at < int(m_table.columns.size()); ++at)
                row.append(valueOf(*rows, at, m_table.columns[at].kind));
            page.append(row);
        }
        m_isAtEnd = page.size() < rowsPerPage;
        m_last.clear();
        for (const qsizetype column : std::as_const(m_keyColumns))
            m_last.append(page.isEmpty() ? QVariant() : page.last()[column]);
        return page;
    }

private:
    SqlConnection& m_db;
    const MovedTable& m_table;
    QString m_first;
    QString m_next;
    QList<qsizetype> m_keyColumns;
    QVariantList m_last;
    bool m_isAtEnd = false;
};

QString insertOf(const MovedTable& table, qsizetype rows) {
    const QStringList places(table.columns.size(), QStringLiteral("?"));
    const QStringList groups(rows, QString(u'(' % places.join(QStringLiteral(", ")) % u')'));
    return QString(u"INSERT INTO \"" % table.name % u"\" (" % table.columnList() % u") VALUES " %
                   groups.join(QStringLiteral(", ")));
}

Status insert(SqlConnection& to, const MovedTable& table, const QList<QVariantList>& page) {
    const QString many = insertOf(table, rowsPerInsert);
    const QString one = insertOf(table, 1);
    for (qsizetype at = 0; at < page.size();) {
        const qsizetype count = page.size() - at >= rowsPerInsert ? rowsPerInsert : 1;
        QVariantList values;
        for (qsizetype i = 0; i < count; ++i)
            values += page[at + i];
        if (const Result<SqlRows> done = to.runWith(count == 1 ? one : many, values); !done)
            return fail(done.error());
        at += count;
    }
    return {};
}

/// `take` is given each page.
template <class F>
Result<TableDigest> readAll(SqlConnection& db, const MovedTable& table, const RowProgress& progress, const F& take) {
    TablePages pages(db, table);
    TableDigest digest;
    qint64 reported = 0;
    for (;;) {
        const Result<QList<QVariantList>> page = pages.next();
        if (!page)
            return fail(page.error());
        if (page->isEmpty())
            break;
        for (const QVariantList& row : *page)
            digest.add(row);
        if (Status taken = take(*page); !taken)
            return fail(std::move(taken.error()));
        if (progress && digest.rows() - reported >= rowsPerReport) {
            reported = digest.rows();
            progress(reported);
        }
    }
    const Result<QVariant> count = db.once(QString(u"SELECT count(*) FROM \"" % table.name % u'"'));
    if (!count)
        return fail(count.error());
    if (count->toLongLong() != digest.rows())
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("The table %1 has %2 rows, of which %3 could be read.")
                                              .arg(table.name, count->toString(), QString::number(digest.rows()))));
    return digest;
}

/// SQL for the sequence of a table, as PostgreSQL names it.
QString sequenceOf(const MovedTable& table) {
    return QStringLiteral("pg_get_serial_sequence('%1', '%2')").arg(table.name, table.key.first());
}

} // namespace

Result<TableDigest> copyTable(SqlConnection& from, SqlConnection& to, const MovedTable& table,
                              const RowProgress& progress) {
    return readAll(from, table, progress,
                   [&](const QList<QVariantList>& page) -> Status { return insert(to, table, page); });
}

Result<TableDigest> digestOf(SqlConnection& db, const MovedTable& table, const RowProgress& progress) {
    return readAll(db, table, progress, [](const QList<QVariantList>&) -> Status { return {}; });
}

Result<qint64> highestKey(SqlConnection& db, const MovedTable& table) {
    const QString given = db.dialect().isServer()
                              ? QString(u"SELECT last_value FROM pg_catalog.pg_sequences WHERE format('%I.%I', "
                                        u"schemaname, sequencename) = " %
                                        sequenceOf(table))
                              : QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = '%1'").arg(table.name);
    const Result<QVariant> last = db.once(given);
    if (!last)
        return fail(last.error());
    const QString held = QStringLiteral("SELECT max(\"%1\") FROM \"%2\"").arg(table.key.first(), table.name);
    return db.once(held).map([&last](const QVariant& most) { return std::max(last->toLongLong(), most.toLongLong()); });
}

Status setHighestKey(SqlConnection& db, const MovedTable& table, qint64 key) {
    if (key == 0)
        return {};
    if (db.dialect().isServer())
        return db.once(QStringLiteral("SELECT setval(%1, %2)").arg(sequenceOf(table), QString::number(key)))
            .map([](const QVariant&) {});
    Status forgotten = db.exec(QStringLiteral("DELETE FROM sqlite_sequence WHERE name = ?"), table.name);
    return forgotten ? db.exec(QStringLiteral("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"), table.name, key)
                     : forgotten;
}

} // namespace confab
