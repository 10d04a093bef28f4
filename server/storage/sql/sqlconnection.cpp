// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlconnection.h"

#include "server/storage/sql/storagelimits.h"

#include <algorithm>
#include <atomic>

namespace confab {

namespace {

/// The database's own words, without those that QtSql adds, and of them the first line: what follows quotes rows.
QString reasonOf(const QSqlError& error) {
    const QString said = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return said.section(u'\n', 0, 0);
}

} // namespace

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

bool SqlConnection::isOpen() const {
    return QSqlDatabase::contains(m_name);
}

Status SqlConnection::open() {
    if (isOpen())
        return {};
    if (m_refusal && !m_reopen.hasExpired())
        return fail(*m_refusal);
    m_refusal.reset();
    Status opened = connect();
    if (!opened) {
        close();
        m_refusal = opened.error();
        m_reopen.setRemainingTime(limits::databaseReopen);
    }
    return opened;
}

Status SqlConnection::connect() {
    m_failure.reset();
    m_damage = SqlDamage::Statement;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(m_dialect.driver(), m_name);
        m_dialect.address(database, m_access);
        if (!database.open())
            return fail(Error(ErrorKind::Unavailable, reasonOf(database.lastError())));
        m_watch = m_dialect.watch(database);
    }
    return m_dialect.configure(*this, m_access);
}

void SqlConnection::close() {
    m_inTransaction = false;
    m_inSavepoint = false;
    if (isOpen()) {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    m_statements.clear(); // now that there is no server any more to be told of each one
    m_watch.reset();
}

Error SqlConnection::noted(const QSqlError& error) {
    note(error);
    return *m_failure;
}

void SqlConnection::note(const QSqlError& error) {
    SqlDamage damage = m_dialect.damage(error);
    if (damage == SqlDamage::Duplicate)
        m_duplicate = true;
    // Without a savepoint to go back to, it has spoiled the transaction: PostgreSQL would answer COMMIT by rolling
    // back.
    if (damage < SqlDamage::Locked && m_inTransaction && !m_inSavepoint) {
        m_spoiled = !m_savepoints;
        damage = m_spoiled ? damage : SqlDamage::Connection;
    }
    m_damage = std::max(m_damage, damage);
    if (!m_failure)
        m_failure = Error(ErrorKind::Unavailable, reasonOf(error));
}

namespace {

/// Gives each `?` outside of a text a name. To bind a value by its position, QtSql makes a name each time: a quarter of
/// all allocations for a message.
QString named(const QString& sql, QStringList& names) {
    QString text;
    bool quoted = false;
    for (const QChar c : sql) {
        quoted = quoted != (c == u'\'');
        if (c != u'?' || quoted) {
            text += c;
            continue;
        }
        names.append(QStringLiteral(":v%1").arg(names.size()));
        text += names.last();
    }
    return text;
}

} // namespace

Result<SqlConnection::Prepared*> SqlConnection::prepared(const QString& sql) {
    if (const auto found = m_statements.find(sql); found != m_statements.end())
        return &found->second;
    Prepared made{QSqlQuery(QSqlDatabase::database(m_name, false)), {}};
    made.query.setForwardOnly(!m_dialect.isServer());
    if (!made.query.prepare(named(sql, made.names)))
        return fail(noted(made.query.lastError()));
    return &m_statements.emplace(sql, std::move(made)).first->second;
}

Result<SqlRows> SqlConnection::runWith(const QString& sql, const QVariantList& values) {
    const WatchedCall call(m_watch.get());
    const Result<Prepared*> statement = prepared(sql);
    if (!statement)
        return fail(statement.error());
    auto& [query, names] = **statement;
    if (names.size() != values.size())
        return fail(Error(ErrorKind::Internal, QStringLiteral("A statement has other values than it names")));
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(names[i], m_dialect.bindable(values[i]));
    if (query.exec())
        return SqlRows(*this, query);
    const QSqlError error = query.lastError();
    query.finish();
    return fail(noted(error));
}

QStringList SqlConnection::statements() const {
    QStringList texts;
    for (const auto& [sql, statement] : m_statements)
        texts.append(sql);
    return texts;
}

Result<QVariant> SqlConnection::once(const QString& sql) {
    const WatchedCall call(m_watch.get());
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(!m_dialect.isServer());
    if (!query.exec(sql))
        return fail(noted(query.lastError()));
    return query.next() ? query.value(0) : QVariant();
}

Status SqlConnection::control(const QString& sql) {
    return m_dialect.isServer() ? once(sql).map([](const QVariant&) {}) : exec(sql);
}

Status SqlConnection::begin() {
    m_failure.reset();
    m_damage = SqlDamage::Statement;
    m_spoiled = false;
    Status begun = control(m_access == SqlAccess::Read ? m_dialect.beginRead() : m_dialect.beginWrite());
    m_inTransaction = begun.has_value();
    return begun;
}

Status SqlConnection::commit() {
    if (isBroken())
        return fail(*m_failure);
    m_inTransaction = false;
    if (!m_dialect.isServer())
        return control(QStringLiteral("COMMIT"));
    const WatchedCall call(m_watch.get());
    QSqlDatabase database = QSqlDatabase::database(m_name, false);
    if (database.commit()) // which also looks whether the server rolled back instead
        return {};
    return fail(noted(database.lastError()));
}

Status SqlConnection::rollback() {
    m_inTransaction = false;
    m_inSavepoint = false;
    return control(QStringLiteral("ROLLBACK"));
}

void SqlConnection::endSnapshot() {
    const bool ended = m_damage < SqlDamage::Connection && rollback();
    if (!ended)
        close();
}

void SqlConnection::forgetWork() {
    m_failure.reset();
    m_duplicate = false;
    m_discardWrites = false;
}

Status SqlConnection::savepoint() {
    Status begun = control(QStringLiteral("SAVEPOINT job"));
    m_inSavepoint = begun.has_value();
    return begun;
}

Status SqlConnection::endSavepoint(bool keep) {
    m_inSavepoint = false;
    if (isBroken())
        return fail(*m_failure); // the whole transaction goes
    if (!keep) {
        if (Status back = control(QStringLiteral("ROLLBACK TO SAVEPOINT job")); !back)
            return back;
    }
    return control(QStringLiteral("RELEASE SAVEPOINT job"));
}

} // namespace confab
