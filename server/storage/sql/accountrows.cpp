// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/accountrows.h"

#include "server/storage/sql/adminchanges.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/nameerasure.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlsecondfactors.h"
#include "server/storage/sql/writability.h"

namespace confab {

Result<QList<AccountRow>> accountsAfter(SqlConnection& db, UserId after, int limit) {
    static const QString sql = QString(u"SELECT " % selectList(userColumns) %
                                       u", created_at FROM users WHERE id > ? AND email <> '' ORDER BY id LIMIT ?");
    Result<SqlRows> rows = db.run(sql, after, limit);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<AccountRow> accounts;
    while (rows->next())
        accounts.append({readRow<User>(*rows, userColumns), rows->time(columnCount(userColumns))});
    return accounts;
}

Status resetAccount(SqlConnection& db, UserId user, const QByteArray& passwordHash, UtcTime now) {
    const Status done =
        db.exec(QStringLiteral("UPDATE users SET password_hash = ? WHERE id = ? AND email <> ''"), passwordHash, user);
    if (!done)
        return done;
    return db
        .exec(QStringLiteral("UPDATE sessions SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL"), now, user)
        .and_then([&] { return voidChallenges(db, user); })
        .and_then([&] { return voidResetLinks(db, user); });
}

namespace {

/// AuthExpired when it has ended.
Status checkLive(SqlConnection& db, UserId user, SessionId session) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("SELECT 1 FROM sessions WHERE id = ? AND user_id = ? AND revoked_at IS NULL"), session, user);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Status() : fail(ErrorKind::AuthExpired);
}

} // namespace

Result<QList<SessionId>> changeOwnPassword(SqlConnection& db, UserId user, const QByteArray& passwordHash,
                                           SessionId keep, UtcTime now) {
    Status done = checkEnabled(db, user);
    if (done)
        done = checkLive(db, user, keep); // another device may have ended it while the passwords were hashed
    if (done)
        done = db.exec(QStringLiteral("UPDATE users SET password_hash = ? WHERE id = ? AND email <> ''"), passwordHash,
                       user);
    if (done)
        done = voidChallenges(db, user).and_then([&] { return voidResetLinks(db, user); });
    if (!done)
        return fail(std::move(done.error()));
    Result<SqlRows> rows = db.run(QStringLiteral("UPDATE sessions SET revoked_at = ? WHERE user_id = ? AND id <> ? "
                                                 "AND revoked_at IS NULL RETURNING id"),
                                  now, user, keep);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<SessionId> ended;
    while (rows->next())
        ended.append(rows->id<SessionId>(0));
    return ended;
}

Status changeOwnEmail(SqlConnection& db, UserId user, const QString& email, const QString& foldedEmail) {
    const Result<int> changed =
        db.change(QStringLiteral("UPDATE users SET email = ?, folded_email = ? WHERE id = ? AND email <> '' AND NOT "
                                 "EXISTS (SELECT 1 FROM users u WHERE u.folded_email = ? AND u.id <> users.id)"),
                  email, foldedEmail, user, foldedEmail);
    if (!changed)
        return fail(changed.error());
    return *changed == 1 ? Status() : fail(ErrorKind::EmailTaken);
}

Status removeAccount(SqlConnection& db, UserId user) {
    std::optional<QString> picture;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT picture FROM users WHERE id = ?"), user);
        if (!rows)
            return fail(std::move(rows.error()));
        if (rows->next() && !rows->isNull(0))
            picture = rows->text(0);
    }
    // The column is unique and what people register has an '@', so nothing that is registered equals this.
    const QString nobodys = QStringLiteral("removed %1").arg(user.value);
    Status done = db.exec(
        QStringLiteral("UPDATE users SET email = '', folded_email = ?, password_hash = ?, picture = NULL, "
                       "status_text = '', status_emoji = '', status_until = NULL, last_seen_at = NULL, role = 'member' "
                       "WHERE id = ?"),
        nobodys, QByteArray(), user);
    if (done && picture)
        done = loosenFile(db, *picture);
    if (done) // with their tokens
        done = db.exec(QStringLiteral("DELETE FROM sessions WHERE user_id = ?"), user);
    if (done) // and with the tokens of the bots that it made, which nobody answers for any more
        done = db.exec(QStringLiteral("DELETE FROM sessions WHERE id IN (SELECT session_id FROM bots "
                                      "WHERE by_user = ?)"),
                       user);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM drafts WHERE user_id = ?"), user);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM bans WHERE user_id = ?"), user);
    if (done)
        done = forgetPerson(db, user);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM invites WHERE by_user = ?"), user);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM server_invites WHERE by_user = ?"), user);
    if (done)
        done = voidResetLinks(db, user);
    if (done)
        done = removeFactor(db, user).map([](bool) {});
    return done;
}

namespace {

/// That are signed in, with those of the bots that this person made.
Result<QList<SessionId>> sessionsOf(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT id FROM sessions WHERE revoked_at IS NULL AND (user_id = ? OR "
                                                 "id IN (SELECT session_id FROM bots WHERE by_user = ?))"),
                                  user, user);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<SessionId> sessions;
    while (rows->next())
        sessions.append(rows->id<SessionId>(0));
    return sessions;
}

} // namespace

Result<QList<SessionId>> endAccount(SqlConnection& db, UserId user) {
    Result<QList<SessionId>> ended = sessionsOf(db, user);
    if (!ended)
        return ended;
    Status done = eraseName(db, user);
    if (done)
        done = removeAccount(db, user);
    if (done)
        done = db.exec(QStringLiteral("INSERT INTO account_erasures (user_id, room_id, seq) VALUES (?, 0, 0) "
                                      "ON CONFLICT (user_id) DO NOTHING"),
                       user);
    if (!done)
        return fail(std::move(done.error()));
    return ended;
}

Result<QString> activeUserName(SqlConnection& db, UserId user) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT name FROM users WHERE id = ? AND email <> ''"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::AuthExpired);
    return rows->text(0);
}

} // namespace confab
