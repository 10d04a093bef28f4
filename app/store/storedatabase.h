// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>

namespace confab::store {

/// One connection to an account's file.
/// Thread: the one that opens it.
class StoreDatabase {
public:
    enum class Access { Read, Write };

    /// Opens the file; to write also makes it, and brings its tables to the present version. Unavailable; InputInvalid
    /// when the file is not a sound database, or one of a later version.
    static Result<std::unique_ptr<StoreDatabase>> open(const QString& path, Access access);
    ~StoreDatabase();
    StoreDatabase(const StoreDatabase&) = delete;
    StoreDatabase& operator=(const StoreDatabase&) = delete;

    QSqlQuery query() const;
    /// Unavailable: what the database says.
    Status run(const QString& sql, const QVariantList& values = {}) const;
    /// The first value of the first row. Unavailable; InputInvalid: there is no row.
    Result<QVariant> value(const QString& sql, const QVariantList& values = {}) const;
    /// What `read` returns, all of one moment.
    template <class Read>
    auto atOnce(Read read) const {
        const bool isOne = run(QStringLiteral("BEGIN")).has_value();
        auto found = read();
        if (isOne)
            (void)run(QStringLiteral("COMMIT")); // nothing was written
        return found;
    }
    /// Runs `work` in a transaction, which counts only when all of it worked.
    template <class Work>
    Status together(Work work) const {
        Status done = run(QStringLiteral("BEGIN IMMEDIATE"));
        if (!done)
            return done;
        done = work();
        if (done)
            done = run(QStringLiteral("COMMIT"));
        if (!done)
            (void)run(QStringLiteral("ROLLBACK")); // the first error is the one that tells
        return done;
    }

    /// Of the tables, in PRAGMA user_version.
    static constexpr int version = 3;

private:
    explicit StoreDatabase(QString name) : m_name(std::move(name)) {}
    Status prepare(Access access);
    Status migrate();

    const QString m_name; // of the connection
};

} // namespace confab::store
