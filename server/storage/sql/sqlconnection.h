// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/dialect.h"
#include "server/storage/sql/sqlvalues.h"

#include <QDeadlineTimer>
#include <QSqlQuery>

#include <optional>
#include <unordered_map>

namespace confab {

/// The rows that one run of a statement gives. The statement ends with this object, so that no open read keeps the
/// write-ahead log from being emptied.
/// Thread: the connection's. Owned by: the function that ran the statement.
class SqlRows {
public:
    SqlRows(SqlConnection& connection, QSqlQuery& query) : m_connection(&connection), m_query(&query) {}
    SqlRows(SqlRows&& other) noexcept
        : m_connection(other.m_connection), m_query(std::exchange(other.m_query, nullptr)) {}
    SqlRows& operator=(SqlRows&&) = delete;
    ~SqlRows();

    /// Goes to the next row. False at the end, and when reading failed: then the connection remembers the error and the
    /// transaction around it fails, so that callers need not ask.
    bool next();

    /// How many the statement inserted, updated or deleted.
    int changed() const { return m_query->numRowsAffected(); }

    bool isNull(int column) const { return m_query->isNull(column); }
    qint64 integer(int column) const { return m_query->value(column).toLongLong(); }
    QString text(int column) const { return m_query->value(column).toString(); }
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    UtcTime time(int column) const { return UtcTime{integer(column)}; }
    template <class AnyId>
    AnyId id(int column) const {
        return AnyId{integer(column)};
    }
    template <class T>
    std::optional<T> optionalInteger(int column) const {
        return isNull(column) ? std::nullopt : std::optional<T>(T(integer(column)));
    }
    /// An enum by its name on the wire; a name that is none of them is damage, remembered like a failed read.
    template <class E>
    E named(int column) const {
        Result<E> value = wire::decode<E>(QCborValue(text(column)), QStringLiteral("column"));
        if (!value)
            noteBadValue(value.error());
        return value.value_or(E{});
    }

private:
    void noteBadValue(const Error& error) const;

    SqlConnection* m_connection;
    QSqlQuery* m_query;
};

/// A name for a connection that no other in this process has: QtSql's registry of them is global.
QString uniqueConnectionName();

/// One connection to the database, with its prepared statements.
/// Thread: made, used and destroyed on one. Owned by: that thread's serving function.
class SqlConnection {
public:
    SqlConnection(const Dialect& dialect, SqlAccess access);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    /// Opens it when it is closed. Unavailable, saying why; at once when it could not be opened a moment ago.
    Status open();
    void close();
    /// From now until it is closed, a call may last as long as it likes.
    void unwatch() { m_watch.reset(); }
    const Dialect& dialect() const { return m_dialect; }

    /// Runs a statement with its `?` filled by `values`. The text should be one of a fixed few: it stays prepared.
    /// Unavailable with the database's own words when it fails.
    template <class... V>
    Result<SqlRows> run(const QString& sql, const V&... values) {
        return runWith(sql, QVariantList{toSql(values)...});
    }
    Result<SqlRows> runWith(const QString& sql, const QVariantList& values);

    /// The same, when there are no rows to read.
    template <class... V>
    Status exec(const QString& sql, const V&... values) {
        return runWith(sql, QVariantList{toSql(values)...}).map([](const SqlRows&) {});
    }

    /// Likewise; how many rows the statement inserted, updated or deleted.
    template <class... V>
    Result<int> change(const QString& sql, const V&... values) {
        return runWith(sql, QVariantList{toSql(values)...}).map([](const SqlRows& rows) { return rows.changed(); });
    }

    /// The texts that are kept prepared: all that run() was given since open().
    QStringList statements() const;

    /// Runs a statement once, without keeping it prepared: for schema changes and settings.
    Result<QVariant> once(const QString& sql);

    /// Runs `work(SqlConnection&)` so that what it wrote stays only when it returns a value: a failure takes back its
    /// own writes and no others. When another writer stored meanwhile what it was about to store, it is run once more,
    /// and can see that.
    template <class T, class F>
    Result<T> atomically(const F& work) {
        Result<T> result = attempt<T>(work);
        return m_duplicate && m_savepoints && !isBroken() ? attempt<T>(work) : result;
    }

    /// For work that finds that there is nothing to write after all: its value stays, but not what it wrote.
    void discardWrites() { m_discardWrites = true; }

    /// Whether what runs atomically() gets a savepoint of its own (it does at first). Without, it costs two statements
    /// less, and a failure or discardWrites() spoils the transaction: it has to be rolled back and run again with them.
    void setSavepoints(bool on) { m_savepoints = on; }
    /// Since begin(), and by nothing worse; never with savepoints.
    bool needsSavepointRetry() const { return m_spoiled && !isBroken(); }

    /// Runs `work(SqlConnection&)` in a read transaction: all its statements see one state of the database.
    template <class T, class F>
    Result<T> snapshot(const F& work) {
        if (Status begun = begin(); !begun) {
            close();
            return fail(std::move(begun.error()));
        }
        Result<T> result = work(*this);
        if (m_failure)
            result = fail(*m_failure);
        endSnapshot();
        return result;
    }

    Status begin();
    /// Fails when it can't be done, and when a statement before left the transaction in doubt: then nothing of it
    /// counts, and close() takes back what may still be open.
    Status commit();
    /// After a failure that can be repeated.
    Status rollback();

    /// Whether an error left the transaction in doubt: nothing of it may be acknowledged.
    bool isBroken() const { return m_damage >= SqlDamage::Locked; }
    /// Whether the broken transaction may succeed when it is run again.
    bool canRepeat() const { return isLocked() || m_damage == SqlDamage::Transaction; }
    /// Likewise; it waited for a lock, and for nothing worse.
    bool isLocked() const { return m_damage == SqlDamage::Locked; }
    bool isOpen() const;
    void note(const QSqlError& error);
    void note(Error error) { m_failure = std::move(error); }

private:
    template <class T, class F>
    Result<T> attempt(const F& work) {
        if (isBroken())
            return fail(*m_failure);
        forgetWork();
        if (Status begun = m_savepoints ? savepoint() : Status(); !begun)
            return fail(std::move(begun.error()));
        Result<T> result = work(*this);
        if (m_failure)
            result = fail(*m_failure);
        if (!m_savepoints) {
            m_spoiled = m_spoiled || !result || m_discardWrites;
            return result;
        }
        if (Status ended = endSavepoint(result.has_value() && !m_discardWrites); !ended)
            return fail(std::move(ended.error()));
        return result;
    }

    /// Some of the text says as much as all of it: the statements are few, and differ at their ends.
    struct TextHash {
        size_t operator()(const QString& sql) const {
            return qHash(QStringView(sql).last(std::min<qsizetype>(sql.size(), 24)), size_t(sql.size()));
        }
    };
    /// A statement and the names by which its values are bound.
    struct Prepared {
        QSqlQuery query;
        QStringList names;
    };

    Result<Prepared*> prepared(const QString& sql);
    Status connect();
    void endSnapshot();
    void forgetWork();
    Status savepoint();
    Status endSavepoint(bool keep);
    Status control(const QString& sql);
    Error noted(const QSqlError& error);

    const Dialect& m_dialect;
    const SqlAccess m_access;
    const QString m_name;                                         // of the connection in QtSql's registry
    std::unordered_map<QString, Prepared, TextHash> m_statements; // never moves a statement whose rows are being read
    std::unique_ptr<CallWatch> m_watch;
    std::optional<Error> m_failure;            // the first since the last begin() or savepoint
    SqlDamage m_damage = SqlDamage::Statement; // the worst since the last begin()
    bool m_duplicate = false;                  // since the last savepoint
    bool m_discardWrites = false;              // likewise
    bool m_inTransaction = false;
    bool m_inSavepoint = false;
    bool m_savepoints = true;
    bool m_spoiled = false;
    std::optional<Error> m_refusal; // why it could not be opened
    QDeadlineTimer m_reopen;        // when to try again
};

} // namespace confab
