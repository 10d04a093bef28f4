// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/storage/sql/callwatch.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>

namespace confab {

class AppendStrategy;
class SqlConnection;

/// The purpose of a connection. A reader can't write with any statement.
enum class SqlAccess {
    Write,        ///< waits for a row that another session has locked for a moment only
    WriteWaiting, ///< waits as long as locks may last
    Read
};

/// How bad a failed statement is.
enum class SqlDamage {
    Statement,   ///< it alone failed; the savepoint around it can be rolled back
    Duplicate,   ///< likewise, on a uniqueness conflict: another writer may have been quicker
    Locked,      ///< nothing of the transaction counts: another session held a lock for too long
    Transaction, ///< nothing of the transaction counts, but the same one may succeed when it is run again
    Connection   ///< the transaction may be gone with it: nothing of the batch counts, the connection is opened anew
};

/// The right to write to a database, held while this lives.
class WriteClaim {
public:
    virtual ~WriteClaim() = default;
};

/// What differs between SQL databases. All other SQL text is the same for each.
/// Thread: any, all methods are const and keep nothing; a connection is given on its own thread.
/// Owned by: SqlStorage.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// QtSql's name of the driver.
    virtual QString driver() const = 0;
    /// The database's place and the driver's options, before it is opened.
    virtual void address(QSqlDatabase& database, SqlAccess access) const = 0;
    /// Session settings after it was opened, each read back: an error says which one did not take.
    virtual Status configure(SqlConnection& connection, SqlAccess access) const = 0;
    /// Looks at the calls on the open connection `database`; null where none can hang.
    virtual std::unique_ptr<CallWatch> watch(const QSqlDatabase& database) const = 0;
    /// Ensures that this is the only writing daemon, where the database allows just one, and else that no pooler
    /// between them lets writers disturb each other. On the thread of the writing connection, before it opens; null
    /// where there may be many.
    virtual Result<std::unique_ptr<WriteClaim>> claim() const = 0;
    /// Waits for the schema lock; no other session changes the schema until releaseSchema(), however long that takes.
    virtual Status holdSchema(SqlConnection& connection) const = 0;
    virtual void releaseSchema(SqlConnection& connection) const = 0;
    /// What distinguishes this database from a copy of it elsewhere, as SQL for one text; empty where a copy can't meet
    /// it.
    virtual QString place() const = 0;
    /// Whether the database is another process: all rows are fetched with the statement that gives them, and BEGIN,
    /// COMMIT and the like can't be kept prepared.
    virtual bool isServer() const = 0;
    /// Whether it merges the halves of a UNION ALL, each with conditions and in the order of a key, without reading
    /// more rows than it gives.
    virtual bool mergesUnions() const = 0;
    /// How events are appended, with one writer or with several.
    virtual const AppendStrategy& appending() const = 0;
    virtual QString beginWrite() const = 0;
    /// Begins a transaction whose statements all see one state.
    virtual QString beginRead() const = 0;
    /// SQL for the time by the database's own clock when the statement runs, in milliseconds since 1970.
    virtual QString now() const = 0;
    /// SQL for: the whole number `column` is one of those in the list that a `?` stands for, which is given by list().
    virtual QString among(const QString& column) const = 0;
    /// SQL for where in the text `column` the one is that a `?` stands for, which matches itself alone: 1 at its
    /// beginning, where the empty one always is; 0 nowhere. Some thirty times as fast as LIKE where texts are long and
    /// alike.
    virtual QString position(const QString& column) const = 0;
    virtual QVariant list(const QList<qint64>& numbers) const = 0;
    /// A value in the form in which the driver transmits it unchanged.
    virtual QVariant bindable(QVariant value) const = 0;
    virtual SqlDamage damage(const QSqlError& error) const = 0;
    /// A migration's text with its placeholders filled in: {id} a key that counts up by itself and is never used again,
    /// {bytes} a column type, {clustered} after a table that lies in the order of its key.
    virtual QString expanded(QString migration) const = 0;
    /// Upkeep that the writer does between its transactions, every tidyAfter() jobs.
    virtual Status maintain(SqlConnection& connection) const = 0;
    virtual int tidyAfter() const = 0;
};

} // namespace confab
