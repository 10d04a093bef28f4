// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/writability.h"

#include "server/storage/roomlog.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqlconnection.h"

#include <algorithm>

namespace confab {

namespace {

Error tooSoon(qint64 waitMs) {
    Error error(ErrorKind::RateLimited, QStringLiteral("This room is in slow mode; wait a moment"));
    error.retryAfterMs = waitMs;
    return error;
}

Status execAll(SqlConnection& db, std::initializer_list<const char*> statements, const auto& value) {
    Status done;
    for (const char* statement : statements) {
        if (done)
            done = db.exec(QLatin1String(statement), value);
    }
    return done;
}

} // namespace

UtcTime silenceLimit(const NewEvent& event) {
    return std::holds_alternative<MessageDeleted>(event.data) ? untilLifted : event.at;
}

bool isSilenced(const Membership& member, UtcTime limit) {
    return member.silentUntil > limit;
}

Error whySilenced(const Membership& member) {
    Error error(member.kind == RoomKind::Direct ? ErrorKind::UserBlocked : ErrorKind::RoomMuted);
    if (member.kind == RoomKind::Room && member.silentUntil != untilLifted)
        error.untilMs = member.silentUntil.ms;
    return error;
}

bool tellMute(RoomKind kind, std::optional<UtcTime>& silentUntil) {
    const bool isMuted = kind == RoomKind::Room && silentUntil && silentUntil->ms > 0;
    if (!isMuted || *silentUntil == untilLifted)
        silentUntil.reset();
    return isMuted;
}

Status keepSlow(SqlConnection& db, const NewEvent& message, qint64 slowModeMs) {
    std::optional<UtcTime> last;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("SELECT s.at FROM members m JOIN users u ON u.id = m.user_id LEFT JOIN slow_messages s "
                           "ON s.room_id = m.room_id AND s.user_id = m.user_id WHERE m.room_id = ? "
                           "AND m.user_id = ? AND m.role = ? AND u.bot IS NULL"),
            message.room, message.by, Role::Member);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return {};
        if (!rows->isNull(0))
            last = rows->time(0);
    }
    // Never longer than that: the clocks of two nodes may differ.
    if (last && message.at.ms < last->ms + slowModeMs)
        return fail(tooSoon(std::min(last->ms + slowModeMs - message.at.ms, slowModeMs)));
    return db.exec(QStringLiteral("INSERT INTO slow_messages (room_id, user_id, at) VALUES (?, ?, ?) "
                                  "ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at"),
                   message.room, message.by, message.at);
}

Status forgetRoom(SqlConnection& db, RoomId room) {
    return execAll(db, {"DELETE FROM mutes WHERE room_id = ?", "DELETE FROM slow_messages WHERE room_id = ?"}, room);
}

Status forgetPerson(SqlConnection& db, UserId user) {
    return execAll(db,
                   {"DELETE FROM mutes WHERE user_id = ?", "DELETE FROM slow_messages WHERE user_id = ?",
                    "UPDATE members SET silent_until = 0 WHERE silent_until > 0 AND room_id IN (SELECT o.room_id FROM "
                    "members o JOIN rooms r ON r.id = o.room_id WHERE o.user_id = ? AND r.kind = 'direct')",
                    "DELETE FROM blocks WHERE user_id = ?", "DELETE FROM blocks WHERE blocked_id = ?"},
                   user);
}

} // namespace confab
