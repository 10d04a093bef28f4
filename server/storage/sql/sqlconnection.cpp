// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlconnection.h"

#include <atomic>

namespace confab {

QString uniqueConnectionName() {
    static std::atomic<quint64> count = 0;
    return QStringLiteral("confab-%1").arg(++count);
}

SqlRows::~SqlRows() {
    if (m_query)
        m_query->finish();
}

bool SqlRows::next() {
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        m_connection->note(m_query->lastError());
    return false;
}

void SqlRows::noteBadValue(const Error& error) const {
    m_connection->note(Error(ErrorKind::Internal, error.message));
}

SqlConnection::SqlConnection(const Dialect& dialect, SqlAccess access)
    : m_dialect(dialect), m_access(access), m_name(uniqueConnectionName()) {}

SqlConnection::~SqlConnection() {
    close();
}

Done SqlConnection::open() {
    if (QSqlDatabase::contains(m_name))
        return {};
    m_broken = false;
    m_failure.reset();
    Done opened;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(m_dialect.driver(), m_name);
        m_dialect.address(database, m_access);
        if (!database.open())
            opened = fail(Error(ErrorKind::Unavailable, database.lastError().text()));
    }
    if (opened)
        opened = m_dialect.configure(*this, m_access);
    if (!opened)
        close();
    return opened;
}

void SqlConnection::close() {
    m_statements.clear();
    if (!QSqlDatabase::contains(m_name))
        return;
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Error SqlConnection::noted(const QSqlError& error) {
    note(error);
    return *m_failure;
}

void SqlConnection::note(const QSqlError& error) {
    if (m_dialect.damage(error) == SqlDamage::Connection)
        m_broken = true;
    if (!m_failure)
        m_failure = Error(ErrorKind::Unavailable, error.text());
}

Result<SqlRows> SqlConnection::runWith(const QString& sql, const QVariantList& values) {
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(QSqlDatabase::database(m_name, false));
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return fail(noted(query.lastError()));
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery& query = found->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), m_dialect.bindable(values[i]));
    if (query.exec())
        return SqlRows(*this, query);
    const QSqlError error = query.lastError();
    query.finish();
    return fail(noted(error));
}

QStringList SqlConnection::statements() const {
    QStringList texts;
    for (const auto& [sql, query] : m_statements)
        texts.append(sql);
    return texts;
}

Result<QVariant> SqlConnection::once(const QString& sql) {
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return fail(noted(query.lastError()));
    return query.next() ? query.value(0) : QVariant();
}

Done SqlConnection::begin() {
    m_failure.reset();
    return exec(m_access == SqlAccess::Write ? m_dialect.beginWrite() : m_dialect.beginRead());
}

Done SqlConnection::commit() {
    if (m_broken)
        return fail(*m_failure);
    return exec(QStringLiteral("COMMIT"));
}

void SqlConnection::endSnapshot() {
    const bool ended = !m_broken && exec(QStringLiteral("ROLLBACK"));
    if (!ended)
        close();
}

Done SqlConnection::savepoint() {
    m_failure.reset();
    return exec(QStringLiteral("SAVEPOINT job"));
}

Done SqlConnection::endSavepoint(bool keep) {
    if (m_broken)
        return fail(*m_failure); // the whole transaction goes
    if (!keep) {
        if (Done back = exec(QStringLiteral("ROLLBACK TO SAVEPOINT job")); !back) {
            m_broken = true;
            return back;
        }
    }
    Done released = exec(QStringLiteral("RELEASE SAVEPOINT job"));
    if (!released)
        m_broken = true;
    return released;
}

} // namespace confab
