// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/dialect.h"

namespace confab {

/// SQLite: one file, one daemon. Every commit is on disk before it returns (write-ahead log, synchronous=FULL).
class SqliteDialect final : public Dialect {
public:
    /// `folder` exists and can be written.
    explicit SqliteDialect(QString folder) : m_folder(std::move(folder)) {}

    QString driver() const override;
    void address(QSqlDatabase& database, SqlAccess access) const override;
    Status configure(SqlConnection& connection, SqlAccess access) const override;
    std::unique_ptr<CallWatch> watch(const QSqlDatabase& database) const override;
    Result<std::unique_ptr<WriteClaim>> claim() const override;
    Status holdSchema(SqlConnection& connection) const override;
    void releaseSchema(SqlConnection& connection) const override;
    QString place() const override;
    bool isServer() const override { return false; }
    bool mergesUnions() const override { return true; }
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
    QString m_folder;
    SingleWriterAppend m_appending;
};

} // namespace confab
