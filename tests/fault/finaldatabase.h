// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/historychecker.h"

#include <QSqlDatabase>

namespace confab::test {

/// The database of a server that has ended, or whose clients have: the final data, read without any of the server's own
/// code.
/// Thread: the test's. Owned by: the test.
class FinalDatabase {
public:
    /// `address`: the file of an SQLite database, or postgresql://user@host:port/name.
    explicit FinalDatabase(const QString& address);
    ~FinalDatabase();
    FinalDatabase(const FinalDatabase&) = delete;
    FinalDatabase& operator=(const FinalDatabase&) = delete;

    QList<FinalLog> logs(const QList<RoomId>& rooms);
    /// Its inconsistencies and read errors, in words.
    const QStringList& problems() const { return m_problems; }
    /// The rows of a query, each a list of values.
    QList<QVariantList> rows(const QString& sql);

private:
    FinalLog log(RoomId room);

    const QString m_name;
    QSqlDatabase m_database;
    QStringList m_problems;
};

} // namespace confab::test
