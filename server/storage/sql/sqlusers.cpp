// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlusers.h"

#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/blocks.h"
#include "server/storage/sql/personrows.h"
#include "server/storage/sql/profilerows.h"
#include "server/storage/sql/sqljobs.h"

#include "common/protocol/method.h"
#include "common/protocol/text.h"

#include <algorithm>

namespace confab {

Result<User> createUser(SqlConnection& db, const NewUser& user) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("INSERT INTO users (name, folded_name, email, folded_email, "
                              "password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?) "
                              "ON CONFLICT (folded_email) DO NOTHING RETURNING id"),
               user.name, user.name.toCaseFolded(), user.email, user.foldedEmail, user.passwordHash, user.at);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::EmailTaken);
    return User{rows->id<UserId>(0), user.name, user.email};
}

namespace {

Result<std::optional<Account>> accountByEmail(SqlConnection& db, const QString& foldedEmail) {
    static const QString sql =
        QString(u"SELECT " % selectList(userColumns) % u", password_hash FROM users WHERE folded_email = ?");
    Result<SqlRows> rows = db.run(sql, foldedEmail);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    return Account{readRow<User>(*rows, userColumns), rows->bytes(columnCount(userColumns))};
}

// The accounts whose names a search looks at. Reading so many takes some milliseconds.
constexpr int namesLookedAt = 20'000;

/// First those whose name begins with the query, then those of whom a later word does. Neither depends on how the
/// database orders texts.
QString usersByNameSql(const Dialect& dialect) {
    return QStringLiteral("SELECT %1 FROM (SELECT %1, folded_name, folded_email FROM users "
                          "WHERE email <> '' ORDER BY id LIMIT %2) AS looked WHERE %3 > 0 OR folded_email = ? "
                          "ORDER BY CASE WHEN %4 = 1 THEN 0 ELSE 1 END, folded_name, id LIMIT ?")
        .arg(personList(), QString::number(namesLookedAt), dialect.position(QStringLiteral("' ' || folded_name")),
             dialect.position(QStringLiteral("folded_name")));
}

Result<QList<User>> usersByName(SqlConnection& db, const QString& query, int limit) {
    const QString folded = query.toCaseFolded();
    Result<SqlRows> rows =
        db.run(usersByNameSql(db.dialect()), QString(u' ' % folded), foldedEmail(query), folded, limit);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<User> users;
    while (rows->next())
        users.append(readPerson(*rows));
    return users;
}

/// Ids that one statement looks up. The last statement is padded with ids that no user has.
constexpr qsizetype idsPerStatement = 50;

QString usersByIdsSql() {
    static const QString sql = [] {
        const QStringList marks(idsPerStatement, QStringLiteral("?"));
        return QString(u"SELECT " % personList() % u" FROM users WHERE id IN (" % marks.join(u',') % u") ORDER BY id");
    }();
    return sql;
}

} // namespace

Result<QList<User>> usersByIds(SqlConnection& db, QList<UserId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    QList<User> users;
    for (qsizetype from = 0; from < ids.size(); from += idsPerStatement) {
        QVariantList values;
        for (qsizetype i = from; i < from + idsPerStatement; ++i)
            values.append(toSql(i < ids.size() ? ids[i] : UserId{}));
        Result<SqlRows> rows = db.runWith(usersByIdsSql(), values);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            users.append(readPerson(*rows));
    }
    return users;
}

Result<QString> userName(SqlConnection& db, UserId id) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT name FROM users WHERE id = ?"), id);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(Error(ErrorKind::Internal, QStringLiteral("There is no user %1.").arg(id.value)));
    return rows->text(0);
}

QCoro::Task<Result<User>> SqlUsers::create(NewUser user) {
    return onWriter<User>(m_writer, [user = std::move(user)](SqlConnection& db) { return createUser(db, user); });
}

QCoro::Task<Result<std::optional<Account>>> SqlUsers::byEmail(QString foldedEmail) {
    const ReadLine line = lineOf(foldedEmail);
    return onReader<std::optional<Account>>(
        m_reader, line, [email = std::move(foldedEmail)](SqlConnection& db) { return accountByEmail(db, email); });
}

QCoro::Task<Result<QList<User>>> SqlUsers::byIds(QList<UserId> ids, UserId asker) {
    return onReader<QList<User>>(m_reader, lineOf(asker), [ids = std::move(ids), asker](SqlConnection& db) {
        return usersFor(db, ids, asker).and_then([&](QList<User> users) {
            return markBlocked(db, asker, users).map([&] { return std::move(users); });
        });
    });
}

QCoro::Task<Result<QList<User>>> SqlUsers::find(QString query, UserId asker, int limit) {
    const int bounded = std::clamp(limit, 1, limits::foundPeople);
    return onReader<QList<User>>(m_reader, lineOf(asker), [query = std::move(query), bounded](SqlConnection& db) {
        return usersByName(db, query, bounded);
    });
}

QCoro::Task<Result<std::optional<User>>> SqlUsers::byId(UserId id) {
    return onReader<std::optional<User>>(m_reader, lineOf(id), [id](SqlConnection& db) { return ownProfile(db, id); });
}

QCoro::Task<Status> SqlUsers::renewPasswordHash(UserId user, QByteArray hash, QByteArray insteadOf) {
    return onWriter<void>(m_writer, [user, hash = std::move(hash), before = std::move(insteadOf)](SqlConnection& db) {
        return db.exec(QStringLiteral("UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?"), hash,
                       user, before);
    });
}

QCoro::Task<Result<QList<SessionId>>> SqlUsers::changePassword(UserId user, QByteArray hash, SessionId keep,
                                                               UtcTime now) {
    return onWriter<QList<SessionId>>(m_writer, [user, hash = std::move(hash), keep, now](SqlConnection& db) {
        return changeOwnPassword(db, user, hash, keep, now);
    });
}

QCoro::Task<Status> SqlUsers::changeEmail(UserId user, QString email, QString foldedEmail) {
    return onWriter<void>(m_writer, [user, email = std::move(email), folded = std::move(foldedEmail)](
                                        SqlConnection& db) { return changeOwnEmail(db, user, email, folded); });
}

QCoro::Task<Result<QList<SessionId>>> SqlUsers::end(UserId user) {
    return onWriter<QList<SessionId>>(m_writer, [user](SqlConnection& db) { return endAccount(db, user); });
}

QCoro::Task<Result<QList<User>>> SqlUsers::profiles(QList<UserId> ids) {
    return onReader<QList<User>>(m_reader, ReadLine::Server,
                                 [ids = std::move(ids)](SqlConnection& db) { return profilesOf(db, ids); });
}

QCoro::Task<Result<UserStore::ProfileOutcome>> SqlUsers::updateProfile(ProfileChange change) {
    return onWriter<ProfileOutcome>(
        m_writer, [change = std::move(change)](SqlConnection& db) { return changeProfile(db, change); });
}

QCoro::Task<Result<bool>> SqlUsers::setPresence(UserId user, Availability choice, UtcTime now) {
    return onWriter<bool>(m_writer, [=](SqlConnection& db) { return changePresence(db, user, choice, now); });
}

QCoro::Task<Status> SqlUsers::wentOffline(QList<UserId> users, UtcTime at) {
    return onWriter<void>(m_writer,
                          [users = std::move(users), at](SqlConnection& db) { return markSeen(db, users, at); });
}

QCoro::Task<Result<QList<AccountRow>>> SqlUsers::list(UserId after, int limit) {
    return onReader<QList<AccountRow>>(m_reader, ReadLine::Server,
                                       [=](SqlConnection& db) { return accountsAfter(db, after, limit); });
}

QCoro::Task<Status> SqlUsers::resetPassword(UserId user, QByteArray hash, UtcTime now, QString action) {
    return onWriter<void>(m_writer, [user, hash = std::move(hash), now, action = std::move(action)](SqlConnection& db) {
        return resetAccount(db, user, hash, now).and_then([&] { return writeAudit(db, {now, {}, action, user}); });
    });
}

QCoro::Task<Status> SqlUsers::remove(UserId user) {
    return onWriter<void>(m_writer, [user](SqlConnection& db) { return removeAccount(db, user); });
}

} // namespace confab
