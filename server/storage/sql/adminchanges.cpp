// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/adminchanges.h"

#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/adminrows.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqlsecondfactors.h"

#include <QStringList>

namespace confab {

namespace {

Error invalid(const char* member, const char* text) {
    return Error::invalid(QString(u"params." % QLatin1String(member)), QString::fromLatin1(text));
}

/// A person whom an administrator can change, with what decides about it.
struct Target {
    bool isDisabled = false;
    bool isUnopened = false; ///< disabled, since an import made it without a password
};

Result<Target> targetOf(SqlConnection& db, UserId user) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT password_hash FROM users WHERE id = ? AND email <> '' AND bot IS NULL"), user);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(invalid("user", "There is no such person"));
    const QByteArray hash = rows->bytes(0);
    return Target{hash.startsWith(disabledMark()), hash == disabledMark()};
}

/// So that of two administrators who take the role from each other, or both give it up, one comes second.
Status lockAdministrators(SqlConnection& db) {
    return db.exec(QStringLiteral("UPDATE users SET role = role WHERE role = ?"), ServerRole::Admin);
}

Status checkOthersRemain(SqlConnection& db, UserId user) {
    static const QString sql = QString(u"SELECT 1 FROM users WHERE role = ? AND id <> ? AND email <> '' AND NOT (" %
                                       isDisabledSql(QStringLiteral("users")) % u") LIMIT 1");
    Result<SqlRows> rows = db.run(sql, ServerRole::Admin, user, disabledMark());
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Status() : fail(invalid("role", "The last administrator keeps the role"));
}

Status checkChange(SqlConnection& db, const Deed& deed, const AdminSetUser& change) {
    if (change.mfa.value_or(false))
        return fail(invalid("mfa", "mfa: people switch a second factor on by themselves"));
    if (change.user == deed.by && change.disabled.value_or(false))
        return fail(invalid("disabled", "Nobody can disable themselves"));
    if (change.user == deed.by && change.role == ServerRole::Member)
        return checkOthersRemain(db, deed.by);
    return {};
}

/// The words for the log; none when it was so before.
using Said = std::optional<QString>;

Result<Said> changeDisabled(SqlConnection& db, const Deed& deed, const AdminSetUser& change,
                            AdminStore::UserChange& outcome) {
    if (!*change.disabled) {
        return unmarkDisabled(db, change.user).map([](bool was) {
            return was ? Said(QStringLiteral("enabled")) : Said();
        });
    }
    const Result<bool> marked = markDisabled(db, change.user);
    if (!marked || !*marked)
        return marked.map([](bool) { return Said(); });
    if (Status voided = voidResetLinks(db, change.user); !voided)
        return fail(std::move(voided.error()));
    return endSessionsOf(db, change.user, deed.at).map([&outcome](const QList<SessionId>& ended) {
        outcome.ended = ended;
        return Said(QStringLiteral("disabled"));
    });
}

Result<Said> changeRole(SqlConnection& db, const AdminSetUser& change, AdminStore::UserChange& outcome) {
    return setServerRole(db, change.user, *change.role).map([&](bool isOther) {
        outcome.hasOtherRole = isOther;
        const bool isAdmin = change.role == ServerRole::Admin;
        return isOther ? Said(isAdmin ? QStringLiteral("role: admin") : QStringLiteral("role: member")) : Said();
    });
}

Result<Said> changeFactor(SqlConnection& db, const AdminSetUser& change, AdminStore::UserChange& outcome) {
    return removeFactor(db, change.user).map([&](bool had) {
        outcome.hasLostFactor = had;
        return had ? Said(QStringLiteral("second factor off")) : Said();
    });
}

/// All that is asked for.
Result<QStringList> changeAll(SqlConnection& db, const Deed& deed, const AdminSetUser& change,
                              AdminStore::UserChange& outcome) {
    QStringList words;
    const auto add = [&words](const Result<Said>& said) -> Status {
        if (!said)
            return fail(said.error());
        if (*said)
            words.append(**said);
        return {};
    };
    Status done;
    if (change.role)
        done = add(changeRole(db, change, outcome));
    if (done && change.mfa)
        done = add(changeFactor(db, change, outcome));
    if (done && change.disabled)
        done = add(changeDisabled(db, deed, change, outcome));
    return done.map([&] { return words; });
}

} // namespace

Result<bool> setServerRole(SqlConnection& db, UserId user, ServerRole role) {
    const Result<int> changed = db.change(
        QStringLiteral("UPDATE users SET role = ? WHERE id = ? AND role <> ? AND email <> '' AND bot IS NULL"), role,
        user, role);
    return changed.map([](int rows) { return rows > 0; });
}

Result<QList<SessionId>> endSessionsOf(SqlConnection& db, UserId user, UtcTime now) {
    Result<SqlRows> rows = db.run(
        QStringLiteral("UPDATE sessions SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL RETURNING id"), now,
        user);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<SessionId> ended;
    while (rows->next())
        ended.append(rows->id<SessionId>(0));
    return ended;
}

Result<AdminStore::UserChange> setUserAs(SqlConnection& db, const Deed& deed, const AdminSetUser& change) {
    Status may = lockAdministrators(db);
    if (may)
        may = checkAdministrator(db, deed.by);
    if (may)
        may = targetOf(db, change.user).map([](const Target&) {});
    if (may)
        may = checkChange(db, deed, change);
    if (!may)
        return fail(std::move(may.error()));
    AdminStore::UserChange outcome;
    const Result<QStringList> words = changeAll(db, deed, change, outcome);
    if (!words)
        return fail(words.error());
    if (words->isEmpty())
        return outcome;
    const AuditNote note{deed.at,     deed.by, QStringLiteral("admin.setUser"),
                         change.user, {},      words->join(QStringLiteral(", "))};
    return writeAudit(db, note).map([&outcome] { return outcome; });
}

Status makeResetLink(SqlConnection& db, const Deed& deed, const NewResetLink& link) {
    if (Status may = checkAdministrator(db, deed.by); !may)
        return may;
    const Result<Target> target = targetOf(db, link.user);
    if (!target)
        return fail(target.error());
    if (target->isDisabled && !target->isUnopened)
        return fail(invalid("user", "The account is disabled: enable it first"));
    const Status put =
        db.exec(QStringLiteral("INSERT INTO password_resets (user_id, hash, ends_at) VALUES (?, ?, ?) "
                               "ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, ends_at = excluded.ends_at"),
                link.user, link.hash, link.endsAt);
    if (!put)
        return put;
    return writeAudit(db, {deed.at, deed.by, QStringLiteral("admin.resetPassword"), link.user});
}

Status lookAtResetLink(SqlConnection& db, const QByteArray& hash, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT 1 FROM password_resets WHERE hash = ? AND ends_at > ?"), hash, now);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Status() : fail(ErrorKind::AuthExpired);
}

/// Its row is deleted first: who comes second finds none.
Result<QList<SessionId>> useResetLink(SqlConnection& db, const QByteArray& hash, const QByteArray& passwordHash,
                                      UtcTime now) {
    UserId user;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("DELETE FROM password_resets WHERE hash = ? AND ends_at > ? RETURNING user_id"), hash, now);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::AuthExpired);
        user = rows->id<UserId>(0);
    }
    const Result<Target> target = targetOf(db, user);
    if (!target || (target->isDisabled && !target->isUnopened))
        return fail(ErrorKind::AuthExpired);
    Result<QList<SessionId>> ended = endSessionsOf(db, user, now);
    if (!ended)
        return ended;
    return resetAccount(db, user, passwordHash, now).map([&] { return std::move(*ended); });
}

Status voidResetLinks(SqlConnection& db, UserId user) {
    return db.exec(QStringLiteral("DELETE FROM password_resets WHERE user_id = ?"), user);
}

} // namespace confab
