// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/databaseaddress.h"
#include "server/storage/sql/dialect.h"

namespace confab {

/// PostgreSQL 15 or later: one server, any number of daemons. Every commit is on its disk before it returns.
class PostgresDialect final : public Dialect {
public:
    explicit PostgresDialect(DatabaseAddress address) : m_address(std::move(address)) {}

    QString driver() const override;
    void address(QSqlDatabase& database, SqlAccess access) const override;
    Status configure(SqlConnection& connection, SqlAccess access) const override;
    std::unique_ptr<CallWatch> watch(const QSqlDatabase& database) const override;
    Result<std::unique_ptr<WriteClaim>> claim() const override;
    Status holdSchema(SqlConnection& connection) const override;
    void releaseSchema(SqlConnection& connection) const override;
    QString place() const override;
    bool isServer() const override { return true; }
    bool mergesUnions() const override { return false; }
    const AppendStrategy& appending() const override { return m_appending; }
    QString beginWrite() const override;
    QString beginRead() const override;
    QString now() const override;
    QString among(const QString& column) const override;
    QString position(const QString& column) const override;
    QVariant list(const QList<qint64>& numbers) const override;
    QVariant bindable(QVariant value) const override;
    SqlDamage damage(const QSqlError& error) const override;
    QString expanded(QString migration) const override;
    Status maintain(SqlConnection& connection) const override;
    int tidyAfter() const override;

private:
    bool isUnixSocket() const { return m_address.host.startsWith(u'/'); }

    DatabaseAddress m_address;
    LockingAppend m_appending;
};

} // namespace confab
