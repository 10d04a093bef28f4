// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/profilerows.h"

#include "common/protocol/method.h"
#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/filerows.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/personrows.h"

#include <QSet>

namespace confab {

namespace {

void readServerRole(User& user, const SqlRows& row, int at) {
    if (!row.isNull(at))
        user.role = row.named<ServerRole>(at);
}

/// The caller may show only what they uploaded, and do so before anything shows it.
Status holdPicture(SqlConnection& db, UserId user, const QString& picture) {
    const Result<StoredFile> file = readableFile(db, picture, user);
    if (!file)
        return fail(file.error());
    if (file->user != user)
        return fail(ErrorKind::FileNotFound);
    if (!file->type.startsWith(QLatin1String("image/")))
        return fail(Error::invalid(QStringLiteral("params.picture"),
                                   QStringLiteral("params.picture: the id of a picture expected")));
    return holdFile(db, picture);
}

Status writePicture(SqlConnection& db, const User& before, const std::optional<QString>& picture) {
    Status done = picture ? holdPicture(db, before.id, *picture) : Status();
    if (done)
        done = db.exec(QStringLiteral("UPDATE users SET picture = ? WHERE id = ?"), picture, before.id);
    if (done && before.picture)
        done = loosenFile(db, *before.picture);
    return done;
}

/// Also over a status whose time has passed, which is none.
Status writeStatus(SqlConnection& db, UserId user, const std::optional<UserStatus>& status) {
    const UserStatus now = status.value_or(UserStatus{});
    return db.exec(QStringLiteral("UPDATE users SET status_text = ?, status_emoji = ?, status_until = ? WHERE id = ?"),
                   now.text, now.emoji, now.until, user);
}

} // namespace

Result<std::optional<User>> ownProfile(SqlConnection& db, UserId id) {
    static const QString sql =
        QString(u"SELECT " % personList() % u", " % presenceList() % u", email, " % QLatin1String(mfaColumn) % u", " %
                QLatin1String(serverRoleColumn) % u" FROM users WHERE id = ?");
    Result<SqlRows> rows = db.run(sql, id);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return std::nullopt;
    User user = readPerson(*rows);
    readPresence(user, *rows, personColumns);
    user.lastSeenAt.reset();
    if (!user.bot) // it has none: the column is the bot's key
        user.email = rows->text(personColumns + presenceColumns);
    user.mfa = onlyTrue(!rows->isNull(personColumns + presenceColumns + 1));
    readServerRole(user, *rows, personColumns + presenceColumns + 2);
    return user;
}

Result<UserStore::ProfileOutcome> changeProfile(SqlConnection& db, const ProfileChange& change) {
    const Result<std::optional<User>> found = ownProfile(db, change.user);
    if (!found)
        return fail(found.error());
    if (!*found || (*found)->email == QString()) // removed: a node may still serve it for some seconds
        return fail(ErrorKind::AuthExpired);
    const User before = **found;
    Status done;
    bool isChange = false;
    if (change.name && *change.name != before.name) {
        isChange = true;
        done = db.exec(QStringLiteral("UPDATE users SET name = ?, folded_name = ? WHERE id = ?"), *change.name,
                       change.name->toCaseFolded(), change.user);
    }
    if (done && change.picture && change.picture->value != before.picture) {
        isChange = true;
        done = writePicture(db, before, change.picture->value);
    }
    if (done && change.status && change.status->value != before.status) {
        isChange = true;
        done = writeStatus(db, change.user, change.status->value);
    }
    if (!done)
        return fail(std::move(done.error()));
    return ownProfile(db, change.user).map([&](std::optional<User> user) {
        return UserStore::ProfileOutcome{user.value_or(before), isChange};
    });
}

Result<bool> changePresence(SqlConnection& db, UserId user, Availability choice, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("UPDATE users SET presence = ? WHERE id = ? AND presence <> ? RETURNING id"), choice,
               user, choice);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return false;
    if (choice != Availability::Offline)
        return true;
    return db.exec(QStringLiteral("UPDATE users SET last_seen_at = ? WHERE id = ?"), now, user).map([] {
        return true;
    });
}

Status markSeen(SqlConnection& db, const QList<UserId>& users, UtcTime at) {
    const QString sql =
        QString(u"SELECT id FROM users WHERE " % db.dialect().among(QStringLiteral("id")) % u" AND presence <> ?");
    QList<UserId> told;
    if (Status read = forEachAmong(
            db, sql, users, [&told](const SqlRows& row) { told.append(row.id<UserId>(0)); }, Availability::Offline);
        !read)
        return read;
    for (const UserId user : std::as_const(told)) {
        if (Status done = db.exec(QStringLiteral("UPDATE users SET last_seen_at = ? WHERE id = ?"), at, user); !done)
            return done;
    }
    return {};
}

Result<QList<User>> profilesOf(SqlConnection& db, const QList<UserId>& ids) {
    const QString sql = QString(u"SELECT " % personList() % u", " % presenceList() % u", " %
                                QLatin1String(serverRoleColumn) % u", " % QLatin1String(mfaColumn) %
                                u" FROM users WHERE " % db.dialect().among(QStringLiteral("id")) % u" ORDER BY id");
    QList<User> users;
    const Status read = forEachAmong(db, sql, ids, [&users](const SqlRows& row) {
        User user = readPerson(row);
        readPresence(user, row, personColumns);
        readServerRole(user, row, personColumns + presenceColumns);
        user.mfa = onlyTrue(!row.isNull(personColumns + presenceColumns + 1));
        users.append(std::move(user));
    });
    return read.map([&] { return std::move(users); });
}

Result<QList<User>> usersFor(SqlConnection& db, const QList<UserId>& ids, UserId asker) {
    Result<QList<User>> users = profilesOf(db, ids);
    if (!users)
        return users;
    // From the person's rooms on, of which most have few; ids are few at a time, as limits::usersPerRequest says.
    const QString sql = QString(u"SELECT u.id FROM users u WHERE " % db.dialect().among(QStringLiteral("u.id")) %
                                u" AND (u.id = ? OR EXISTS (SELECT 1 FROM members a JOIN members b "
                                u"ON b.room_id = a.room_id WHERE a.user_id = u.id AND b.user_id = ?))");
    QSet<UserId> shared;
    if (Status read = forEachAmong(
            db, sql, ids, [&shared](const SqlRows& row) { shared.insert(row.id<UserId>(0)); }, asker, asker);
        !read)
        return fail(std::move(read.error()));
    for (User& user : *users) {
        user.mfa.reset(); // of the own profile alone
        if (user.id != asker)
            user.role.reset();
        if (shared.contains(user.id))
            continue;
        user.presence.reset();
        user.lastSeenAt.reset();
    }
    return users;
}

} // namespace confab
