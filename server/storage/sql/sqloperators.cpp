// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqloperators.h"

#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/adminchanges.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/sqlusers.h"

namespace confab {

namespace {

const QString liveSession = QStringLiteral("s.revoked_at IS NULL AND s.idle_until > ? AND s.ends_at > ?");

/// Accounts that fit `which`, which has one `?` for an id.
Result<QList<AccountStanding>> standings(SqlConnection& db, const QString& which, UserId id, int limit, UtcTime now) {
    const QString sql =
        QString(u"SELECT u.id, u.name, CASE WHEN u.bot = 1 THEN 'bot' ELSE u.email END, u.created_at, CASE WHEN " %
                isDisabledSql(QStringLiteral("u")) %
                u" THEN 1 ELSE 0 END, (SELECT count(*) FROM sessions s WHERE s.user_id = u.id AND " % liveSession %
                u"), CASE WHEN u.password_hash = ? THEN 1 ELSE 0 END, (SELECT count(*) FROM second_factors f WHERE "
                u"f.user_id = u.id AND f.is_on = 1), u.role FROM users u WHERE " %
                which % u" AND u.email <> '' ORDER BY u.id LIMIT ?");
    Result<SqlRows> rows = db.run(sql, disabledMark(), now, now, disabledMark(), id, limit);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<AccountStanding> found;
    while (rows->next()) {
        found.append({{User{rows->id<UserId>(0), rows->text(1), rows->text(2)}, rows->time(3)},
                      rows->integer(4) != 0,
                      int(rows->integer(5)),
                      rows->integer(6) != 0,
                      rows->integer(7) != 0});
        if (rows->named<ServerRole>(8) == ServerRole::Admin)
            found.last().account.user.role = ServerRole::Admin;
    }
    return found;
}

Result<QList<SessionId>> disableAccount(SqlConnection& db, UserId user, UtcTime now) {
    const Result<bool> marked = markDisabled(db, user);
    if (!marked || !*marked)
        return marked.map([](bool) { return QList<SessionId>(); });
    Status done = voidResetLinks(db, user);
    if (done)
        done = writeAudit(db, {now, {}, QStringLiteral("user.disable"), user});
    if (!done)
        return fail(std::move(done.error()));
    return endSessionsOf(db, user, now);
}

Result<User> addAccount(SqlConnection& db, const NewUser& fresh) {
    Result<User> made = createUser(db, fresh);
    if (!made)
        return made;
    return writeAudit(db, {fresh.at, {}, QStringLiteral("user.add"), made->id}).map([&made] {
        return std::move(*made);
    });
}

Result<bool> changeRole(SqlConnection& db, UserId user, ServerRole role, UtcTime now) {
    const Result<bool> changed = setServerRole(db, user, role);
    if (!changed || !*changed)
        return changed;
    const bool isAdmin = role == ServerRole::Admin;
    const AuditNote note{now,  {}, QStringLiteral("user.admin"),
                         user, {}, isAdmin ? QStringLiteral("role: admin") : QStringLiteral("role: member")};
    return writeAudit(db, note).map([] { return true; });
}

Status enableAccount(SqlConnection& db, UserId user, UtcTime now) {
    const Result<bool> unmarked = unmarkDisabled(db, user);
    if (!unmarked || !*unmarked)
        return unmarked.map([](bool) {});
    return writeAudit(db, {now, {}, QStringLiteral("user.enable"), user});
}

Result<QList<RoomStanding>> roomsAfter(SqlConnection& db, RoomId after, int limit) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT id, name, kind, visibility, members, last_seq, created_at FROM rooms "
                              "WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?"),
               after, limit);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<RoomStanding> found;
    while (rows->next())
        found.append({rows->id<RoomId>(0), rows->text(1), rows->named<RoomKind>(2), rows->named<Visibility>(3),
                      rows->integer(4), rows->integer(5), rows->time(6)});
    return found;
}

} // namespace

QCoro::Task<Result<QList<AccountStanding>>> SqlOperators::accounts(UserId after, int limit, UtcTime now) {
    return onReader<QList<AccountStanding>>(m_reader, ReadLine::Server, [=](SqlConnection& db) {
        return standings(db, QStringLiteral("u.id > ?"), after, limit, now);
    });
}

QCoro::Task<Result<std::optional<AccountStanding>>> SqlOperators::account(UserId user, UtcTime now) {
    return onReader<std::optional<AccountStanding>>(m_reader, ReadLine::Server, [=](SqlConnection& db) {
        return standings(db, QStringLiteral("u.id = ?"), user, 1, now).map([](const QList<AccountStanding>& found) {
            return found.isEmpty() ? std::nullopt : std::optional(found.first());
        });
    });
}

QCoro::Task<Result<QList<SessionId>>> SqlOperators::disable(UserId user, UtcTime now) {
    return onWriter<QList<SessionId>>(m_writer, [=](SqlConnection& db) { return disableAccount(db, user, now); });
}

QCoro::Task<Status> SqlOperators::enable(UserId user, UtcTime now) {
    return onWriter<void>(m_writer, [=](SqlConnection& db) { return enableAccount(db, user, now); });
}

QCoro::Task<Result<User>> SqlOperators::add(NewUser user) {
    return onWriter<User>(m_writer, [user = std::move(user)](SqlConnection& db) { return addAccount(db, user); });
}

QCoro::Task<Result<bool>> SqlOperators::setRole(UserId user, ServerRole role, UtcTime now) {
    return onWriter<bool>(m_writer, [=](SqlConnection& db) { return changeRole(db, user, role, now); });
}

QCoro::Task<Result<QList<RoomStanding>>> SqlOperators::rooms(RoomId after, int limit) {
    return onReader<QList<RoomStanding>>(m_reader, ReadLine::Server,
                                         [=](SqlConnection& db) { return roomsAfter(db, after, limit); });
}

} // namespace confab
