// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/botrows.h"

#include "server/storage/sql/accountrows.h"
#include "server/storage/sql/disabledaccounts.h"
#include "server/storage/sql/roomrows.h"

#include <algorithm>

namespace confab {

namespace {

// The end of the year 9999: nothing but its removal ends a bot's session.
constexpr UtcTime never{253'402'300'799'000};

QString keyOf(const QString& name) {
    return QString(u"bot " % name.toCaseFolded());
}

Result<QHash<RoomId, BotRights>> roomsOfBot(SqlConnection& db, UserId bot) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT room_id, rights FROM bot_rooms WHERE user_id = ?"), bot);
    if (!rows)
        return fail(std::move(rows.error()));
    QHash<RoomId, BotRights> rooms;
    while (rows->next())
        rooms.insert(rows->id<RoomId>(0), BotRights(int(rows->integer(1))));
    return rooms;
}

constexpr auto botColumns =
    std::tuple{column("u.id", &BotRow::user), column("u.name", &BotRow::name), column("b.session_id", &BotRow::session),
               column("u.created_at", &BotRow::createdAt)};

/// Those that `which` names, without webhooks.
Result<QList<BotRow>> botsThat(SqlConnection& db, const QString& which, const auto&... values) {
    QList<BotRow> bots;
    {
        Result<SqlRows> rows = db.run(QString(u"SELECT " % selectList(botColumns) %
                                              u" FROM bots b JOIN users u ON u.id = b.user_id WHERE NOT EXISTS "
                                              u"(SELECT 1 FROM hooks h WHERE h.user_id = b.user_id) AND " %
                                              which),
                                      values...);
        if (!rows)
            return fail(std::move(rows.error()));
        while (rows->next())
            bots.append(readRow<BotRow>(*rows, botColumns));
    }
    for (BotRow& bot : bots) {
        Result<QHash<RoomId, BotRights>> rooms = roomsOfBot(db, bot.user);
        if (!rooms)
            return fail(std::move(rooms.error()));
        bot.rooms = std::move(*rooms);
    }
    return bots;
}

Result<SessionId> insertSession(SqlConnection& db, UserId bot, UtcTime at) {
    Result<SqlRows> rows = db.run(QStringLiteral("INSERT INTO sessions (user_id, device, created_at, used_at, "
                                                 "idle_until, ends_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
                                  bot, QStringLiteral("Token"), at, at, never, never);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return rows->id<SessionId>(0);
}

Result<QByteArray> tokenOf(SqlConnection& db, UserId bot) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT token_hash FROM bots WHERE user_id = ?"), bot);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->bytes(0) : QByteArray();
}

Status checkMaker(SqlConnection& db, const NewBot& bot, RoleRule may) {
    for (auto room = bot.rooms.constBegin(); room != bot.rooms.constEnd(); ++room) {
        if (Status allowed = checkMay(db, room.key(), *bot.by, may); !allowed)
            return allowed;
    }
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM bots WHERE by_user = ?"), *bot.by);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next() && rows->integer(0) >= limits::botsPerPerson)
        return fail(Error(ErrorKind::RoomForbidden,
                          QStringLiteral("One person has at most %1 bots").arg(limits::botsPerPerson)));
    return {};
}

} // namespace

Result<UserId> insertBotUser(SqlConnection& db, const QString& name, const QString& key, UtcTime at) {
    // No password matches an empty hash.
    Result<SqlRows> rows =
        db.run(QStringLiteral("INSERT INTO users (name, folded_name, email, folded_email, password_hash, created_at, "
                              "bot) VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (folded_email) DO NOTHING RETURNING id"),
               name, name.toCaseFolded(), key, key, QByteArray(), at);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::EmailTaken);
    return rows->id<UserId>(0);
}

Result<SessionId> insertToken(SqlConnection& db, UserId bot, const QByteArray& tokenHash, UtcTime at) {
    const Result<SessionId> session = insertSession(db, bot, at);
    if (!session)
        return session;
    return db
        .exec(QStringLiteral("INSERT INTO bots (user_id, token_hash, session_id) VALUES (?, ?, ?)"), bot, tokenHash,
              *session)
        .map([&session] { return *session; });
}

Result<SessionId> renewToken(SqlConnection& db, UserId bot, const QByteArray& tokenHash, UtcTime at) {
    SessionId old;
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT session_id FROM bots WHERE user_id = ?"), bot);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::AuthExpired);
        old = rows->id<SessionId>(0);
    }
    const Result<SessionId> session = insertSession(db, bot, at);
    if (!session)
        return session;
    Status done = db.exec(QStringLiteral("UPDATE bots SET token_hash = ?, session_id = ? WHERE user_id = ?"), tokenHash,
                          *session, bot);
    if (done) // a session that is not there has ended, for every node
        done = db.exec(QStringLiteral("DELETE FROM sessions WHERE id = ?"), old);
    return done.map([old] { return old; });
}

Result<BotRow> insertBot(SqlConnection& db, const NewBot& bot, RoleRule may) {
    if (bot.by) {
        if (Status allowed = checkMaker(db, bot, may); !allowed)
            return fail(std::move(allowed.error()));
    }
    const Result<UserId> user = insertBotUser(db, bot.name, keyOf(bot.name), bot.at);
    if (!user)
        return fail(user.error());
    const Result<SessionId> session = insertToken(db, *user, bot.tokenHash, bot.at);
    if (!session)
        return fail(session.error());
    if (bot.by) {
        const Status stored = db.exec(QStringLiteral("UPDATE bots SET by_user = ? WHERE user_id = ?"), *bot.by, *user);
        if (!stored)
            return fail(stored.error());
    }
    for (auto room = bot.rooms.constBegin(); room != bot.rooms.constEnd(); ++room) {
        const Status stored = db.exec(QStringLiteral("INSERT INTO bot_rooms (user_id, room_id, rights) "
                                                     "VALUES (?, ?, ?)"),
                                      *user, room.key(), int(room.value()));
        if (!stored)
            return fail(stored.error());
    }
    return BotRow{*user, bot.name, *session, bot.at, bot.rooms};
}

Result<BotSession> sessionOfToken(SqlConnection& db, const QByteArray& tokenHash) {
    BotSession found;
    {
        Result<SqlRows> rows =
            db.run(QStringLiteral("SELECT u.id, s.id, u.name, h.room_id FROM bots b JOIN users u ON u.id = b.user_id "
                                  "JOIN sessions s ON s.id = b.session_id AND s.revoked_at IS NULL "
                                  "LEFT JOIN hooks h ON h.user_id = b.user_id LEFT JOIN users m ON m.id = b.by_user "
                                  "WHERE b.token_hash = ? AND NOT COALESCE(%1, FALSE)")
                       .arg(isDisabledSql(QStringLiteral("m"))), // a disabled person's bots are kept out, too
                   tokenHash, disabledMark());
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::AuthExpired);
        found = {rows->id<UserId>(0), rows->id<SessionId>(1), rows->text(2), {}};
        if (!rows->isNull(3))
            found.scope.hook = rows->id<RoomId>(3);
    }
    return roomsOfBot(db, found.user).map([&found](QHash<RoomId, BotRights> rooms) {
        found.scope.rooms = std::move(rooms);
        return found;
    });
}

Result<std::optional<BotRow>> botByName(SqlConnection& db, const QString& name) {
    return botsThat(db, QStringLiteral("u.folded_email = ?"), keyOf(name)).map([](const QList<BotRow>& bots) {
        return bots.isEmpty() ? std::nullopt : std::optional(bots.first());
    });
}

Result<QList<BotRow>> botsAfter(SqlConnection& db, UserId after, int limit) {
    return botsThat(db, QStringLiteral("u.id > ? ORDER BY u.id LIMIT ?"), after, limit);
}

Result<QList<BotRow>> botsMadeBy(SqlConnection& db, UserId by) {
    return botsThat(db, QStringLiteral("b.by_user = ? ORDER BY u.id"), by);
}

Result<QList<BotRow>> botsInRoomsOf(SqlConnection& db, UserId owner, RoleRule may, int limit) {
    Result<SqlRows> rows =
        db.run(QString(u"SELECT " % selectList(botColumns) %
                       u", b.by_user, m.name, br.room_id, br.rights, me.role, r.kind FROM members me "
                       u"JOIN rooms r ON r.id = me.room_id AND r.deleted_at IS NULL "
                       u"JOIN bot_rooms br ON br.room_id = me.room_id JOIN bots b ON b.user_id = br.user_id "
                       u"JOIN users u ON u.id = b.user_id LEFT JOIN users m ON m.id = b.by_user "
                       u"WHERE me.user_id = ? AND (b.by_user IS NULL OR b.by_user <> ?) ORDER BY u.id"),
               owner, owner);
    if (!rows)
        return fail(std::move(rows.error()));
    constexpr int next = columnCount(botColumns);
    QList<BotRow> bots;
    while (rows->next()) {
        if (!may(rows->named<Role>(next + 4), rows->named<RoomKind>(next + 5)))
            continue;
        BotRow bot = readRow<BotRow>(*rows, botColumns);
        if (bots.isEmpty() || bots.last().user != bot.user) {
            if (bots.size() == limit)
                break;
            if (!rows->isNull(next))
                bot.by = User{rows->id<UserId>(next), rows->text(next + 1), {}};
            bots.append(std::move(bot));
        }
        bots.last().rooms.insert(rows->id<RoomId>(next + 2), BotRights(int(rows->integer(next + 3))));
    }
    return bots;
}

Result<BotRow> takeBotRights(SqlConnection& db, UserId bot, RoomId room, UserId by, UtcTime at, RoleRule may) {
    if (Status allowed = checkMay(db, room, by, may); !allowed)
        return fail(std::move(allowed.error()));
    // A member without rights is one whom an interrupted removal left.
    Result<QList<BotRow>> found =
        botsThat(db,
                 QStringLiteral("b.user_id = ? AND (EXISTS (SELECT 1 FROM bot_rooms br WHERE br.user_id = b.user_id "
                                "AND br.room_id = ?) OR EXISTS (SELECT 1 FROM members me WHERE me.room_id = ? "
                                "AND me.user_id = b.user_id))"),
                 bot, room, room);
    if (!found)
        return fail(std::move(found.error()));
    if (found->isEmpty())
        return fail(
            Error::invalid(QStringLiteral("params.bot"), QStringLiteral("params.bot: a bot of the room expected")));
    const Status taken = db.exec(QStringLiteral("DELETE FROM bot_rooms WHERE user_id = ? AND room_id = ?"), bot, room);
    if (!taken)
        return fail(taken.error());
    const Result<QByteArray> token = tokenOf(db, bot);
    if (!token)
        return fail(token.error());
    return renewToken(db, bot, *token, at).map([&found](SessionId ended) {
        found->first().session = ended;
        return found->first();
    });
}

Status removeBot(SqlConnection& db, UserId bot) {
    for (const char* table : {"hooks", "bot_rooms", "bots"}) {
        const Status done = db.exec(QString(u"DELETE FROM " % QLatin1String(table) % u" WHERE user_id = ?"), bot);
        if (!done)
            return done;
    }
    return removeAccount(db, bot);
}

} // namespace confab
