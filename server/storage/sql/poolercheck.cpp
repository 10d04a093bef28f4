// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/poolercheck.h"

#include "server/storage/sql/sqlconnection.h"

#include <QSqlQuery>

namespace confab {

namespace {

/// A pooler with connections to spare may happen to give the same one again.
constexpr int rounds = 3;

/// A connection without settings, which would hold for others if it is shared.
class PlainSession {
public:
    explicit PlainSession(const Dialect& dialect) : m_name(uniqueConnectionName()) {
        QSqlDatabase database = QSqlDatabase::addDatabase(dialect.driver(), m_name);
        dialect.address(database, SqlAccess::Write);
        if (database.open())
            m_watch = dialect.watch(database);
    }
    ~PlainSession() {
        QSqlDatabase::database(m_name, false).close();
        m_watch.reset();
        QSqlDatabase::removeDatabase(m_name);
    }
    PlainSession(const PlainSession&) = delete;
    PlainSession& operator=(const PlainSession&) = delete;

    bool isOpen() const { return QSqlDatabase::database(m_name, false).isOpen(); }
    /// The first value that the statement gives; nothing when it fails.
    std::optional<QVariant> ask(const QString& sql) {
        const WatchedCall call(m_watch.get());
        QSqlQuery query(QSqlDatabase::database(m_name, false));
        if (!query.exec(sql))
            return std::nullopt;
        return query.next() ? query.value(0) : QVariant();
    }
    /// The server's process that serves this session now.
    std::optional<QVariant> process() { return ask(QStringLiteral("SELECT pg_backend_pid()")); }

private:
    const QString m_name;
    std::unique_ptr<CallWatch> m_watch;
};

enum class Sharing { None, Shared, Unknown };

/// While `two` is in a transaction, `one` must have the process that it had before, and another one than `two`.
Sharing look(PlainSession& one, PlainSession& two) {
    const auto before = one.process();
    const auto begun = two.ask(QStringLiteral("BEGIN"));
    const auto others = two.process();
    const auto after = one.process();
    two.ask(QStringLiteral("ROLLBACK"));
    if (before && after && !begun) // only a statement pooler refuses a transaction
        return Sharing::Shared;
    if (!before || !others || !after)
        return Sharing::Unknown;
    return *before == *others || *before != *after ? Sharing::Shared : Sharing::None;
}

} // namespace

Status checkSessions(const Dialect& dialect) {
    PlainSession one(dialect);
    PlainSession two(dialect);
    for (int round = 0; round < rounds && one.isOpen() && two.isOpen(); ++round) {
        const Sharing sharing = look(one, two);
        if (sharing == Sharing::Shared)
            return fail(Error(ErrorKind::Unavailable,
                              QStringLiteral("The PostgreSQL database can't be used through this connection pooler: it "
                                             "pools transactions, and confabd needs whole sessions. Set its pool mode "
                                             "to session (pgbouncer: pool_mode = session), or connect to PostgreSQL "
                                             "itself.")));
        if (sharing == Sharing::Unknown)
            break; // the connection that is opened for use reports the error
    }
    return {};
}

} // namespace confab
