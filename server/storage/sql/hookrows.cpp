// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/hookrows.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/botrows.h"
#include "server/storage/sql/columns.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlrooms.h"

#include <QCryptographicHash>

namespace confab {

namespace {

constexpr auto hookColumns = std::tuple{
    column("h.id", &Hook::id),        column("h.room_id", &Hook::room),    column("u.name", &Hook::name),
    column("h.user_id", &Hook::user), column("h.by_user", &Hook::by),      column("h.created_at", &Hook::createdAt),
    column("h.url", &Hook::url),      column("h.command", &Hook::command), column("h.disabled_at", &Hook::disabledAt)};

Result<QList<Hook>> hooksThat(SqlConnection& db, const QString& which, const auto&... values) {
    Result<SqlRows> rows = db.run(QString(u"SELECT " % selectList(hookColumns) %
                                          u" FROM hooks h JOIN users u ON u.id = h.user_id WHERE " % which),
                                  values...);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Hook> hooks;
    while (rows->next())
        hooks.append(readRow<Hook>(*rows, hookColumns));
    return hooks;
}

Status checkNumber(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT count(*) FROM hooks WHERE room_id = ?"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (rows->next() && rows->integer(0) >= limits::hooksPerRoom)
        return fail(Error(ErrorKind::RoomForbidden,
                          QStringLiteral("A room has at most %1 webhooks").arg(limits::hooksPerRoom)));
    return {};
}

Result<qint64> insertRow(SqlConnection& db, const NewHook& hook, UserId bot) {
    // What is in the log before it is made is not for it.
    Result<SqlRows> rows =
        db.run(QStringLiteral("INSERT INTO hooks (room_id, user_id, by_user, created_at, url, command, signing_key, "
                              "delivered_seq) VALUES (?, ?, ?, ?, ?, ?, ?, "
                              "(SELECT last_seq FROM rooms WHERE id = ?)) RETURNING id"),
               hook.room, bot, hook.by, hook.at, hook.url, hook.command, hook.signingKey, hook.room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::Internal);
    return rows->integer(0);
}

/// Users of webhooks have no unique names: their key is what only this one has.
QString keyOf(const NewHook& hook) {
    const QByteArray& own = hook.tokenHash.isEmpty() ? hook.signingKey : hook.tokenHash;
    const QByteArray hash = QCryptographicHash::hash(own, QCryptographicHash::Sha256);
    return QString(u"hook " % QString::fromLatin1(hash.toHex()));
}

/// The events of leaving; none when the bot was removed from the room, or the room is gone.
Result<QList<Event>> leaveIfThere(SqlConnection& db, RoomId room, UserId bot, UtcTime at) {
    Result<QList<Event>> left = leaveRoom(db, room, bot, at);
    if (!left && (left.error().kind == ErrorKind::RoomNotFound || left.error().kind == ErrorKind::RoomNotMember))
        return QList<Event>();
    return left;
}

Result<SessionId> sessionOf(SqlConnection& db, UserId bot) {
    Result<SqlRows> rows = db.run(QStringLiteral("SELECT session_id FROM bots WHERE user_id = ?"), bot);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? rows->id<SessionId>(0) : SessionId{};
}

/// The webhook with this id, which `by`, who is checked, or the operator names.
Result<Hook> hookOf(SqlConnection& db, RoomId room, qint64 hook, std::optional<UserId> by, RoleRule may) {
    if (by) {
        if (Status allowed = checkMay(db, room, *by, may); !allowed)
            return fail(std::move(allowed.error()));
    }
    const Result<QList<Hook>> found = hooksThat(db, QStringLiteral("h.id = ?"), hook);
    if (!found)
        return fail(found.error());
    if (found->isEmpty() || (by && found->first().room != room))
        return fail(Error::invalid(QStringLiteral("params.hook"),
                                   QStringLiteral("params.hook: a webhook of the room expected")));
    return found->first();
}

} // namespace

Result<HookChange> insertHook(SqlConnection& db, const NewHook& hook, RoleRule may) {
    Status ready = lockRoom(db, hook.room);
    if (ready && hook.by)
        ready = checkMay(db, hook.room, *hook.by, may);
    if (ready)
        ready = checkNumber(db, hook.room);
    if (!ready)
        return fail(std::move(ready.error()));
    const Result<UserId> bot = insertBotUser(db, hook.name, keyOf(hook), hook.at);
    if (!bot)
        return fail(bot.error());
    Result<SessionId> session{SessionId{}};
    if (!hook.tokenHash.isEmpty())
        session = insertToken(db, *bot, hook.tokenHash, hook.at);
    if (!session)
        return fail(std::move(session.error()));
    Result<RoomChange> joined = joinRoom(db, hook.room, *bot, hook.at);
    if (!joined)
        return fail(std::move(joined.error()));
    const Result<qint64> id = insertRow(db, hook, *bot);
    if (!id)
        return fail(id.error());
    Hook made{*id, hook.room, hook.name, *bot, hook.by, hook.at, hook.url, hook.command};
    return HookChange{std::move(made), *session, std::move(joined->events)};
}

Result<QList<Hook>> hooksOfRoom(SqlConnection& db, RoomId room, UserId by, RoleRule may) {
    if (Status allowed = checkMay(db, room, by, may); !allowed)
        return fail(std::move(allowed.error()));
    return hooksThat(db, QStringLiteral("h.room_id = ? ORDER BY h.id"), room);
}

Result<QList<Hook>> hooksAfter(SqlConnection& db, qint64 after, int limit) {
    return hooksThat(db, QStringLiteral("h.id > ? ORDER BY h.id LIMIT ?"), after, limit);
}

Result<HookChange> renewHookSecret(SqlConnection& db, const HookSecrets& fresh, std::optional<UserId> by,
                                   RoleRule may) {
    const Result<Hook> hook = hookOf(db, fresh.room, fresh.hook, by, may);
    if (!hook)
        return fail(hook.error());
    if (hook->url) {
        return db.exec(QStringLiteral("UPDATE hooks SET signing_key = ? WHERE id = ?"), fresh.signingKey, hook->id)
            .map([&hook] {
                return HookChange{*hook, {}, {}};
            });
    }
    return renewToken(db, hook->user, fresh.tokenHash, fresh.at).map([&hook](SessionId ended) {
        return HookChange{*hook, ended, {}};
    });
}

Result<HookChange> deleteHook(SqlConnection& db, RoomId room, qint64 hook, std::optional<UserId> by, UtcTime at,
                              RoleRule may) {
    const Result<Hook> gone = hookOf(db, room, hook, by, may);
    if (!gone)
        return fail(gone.error());
    const Result<SessionId> session = sessionOf(db, gone->user);
    if (!session)
        return fail(session.error());
    Result<QList<Event>> left = leaveIfThere(db, gone->room, gone->user, at);
    if (!left)
        return fail(std::move(left.error()));
    return removeBot(db, gone->user).map([&] { return HookChange{*gone, *session, std::move(*left)}; });
}

} // namespace confab
