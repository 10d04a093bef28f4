// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/writability.h"

namespace confab {

namespace {

Status countMembers(SqlConnection& db, RoomId room, int change) {
    return db.exec(QStringLiteral("UPDATE rooms SET members = members + ? WHERE id = ?"), change, room);
}

Status forgetMute(SqlConnection& db, RoomId room, UserId user) {
    return db.exec(QStringLiteral("DELETE FROM mutes WHERE room_id = ? AND user_id = ?"), room, user).and_then([&] {
        return db.exec(QStringLiteral("UPDATE members SET silent_until = 0 WHERE room_id = ? AND user_id = ?"), room,
                       user);
    });
}

} // namespace

Status project(SqlConnection& db, const Event& event, const MemberJoined& joined) {
    return db
        .exec(QStringLiteral("INSERT INTO members (room_id, user_id, role, joined_at, joined_seq, read_seq) "
                             "VALUES (?, ?, ?, ?, ?, ?)"),
              event.room, joined.user, Role::Member, event.at, event.seq, event.seq)
        .and_then([&] { // a mute outlives the membership
            return db.exec(QStringLiteral("UPDATE members SET silent_until = (SELECT coalesce(ends_at, ?) FROM mutes "
                                          "WHERE room_id = ? AND user_id = ?) WHERE room_id = ? AND user_id = ? AND "
                                          "EXISTS (SELECT 1 FROM mutes WHERE room_id = ? AND user_id = ?)"),
                           untilLifted, event.room, joined.user, event.room, joined.user, event.room, joined.user);
        })
        .and_then([&] { return countMembers(db, event.room, MemberJoined::memberChange); });
}

Status project(SqlConnection& db, const Event& event, const MemberLeft& left) {
    return db.exec(QStringLiteral("DELETE FROM members WHERE room_id = ? AND user_id = ?"), event.room, left.user)
        .and_then([&] {
            return db.exec(QStringLiteral("DELETE FROM drafts WHERE user_id = ? AND room_id = ?"), left.user,
                           event.room);
        })
        .and_then([&] {
            return db.exec(QStringLiteral("DELETE FROM invites WHERE room_id = ? AND by_user = ?"), event.room,
                           left.user);
        })
        .and_then([&] { return countMembers(db, event.room, MemberLeft::memberChange); });
}

Status project(SqlConnection& db, const Event& event, const MemberRole& changed) {
    Status done = db.exec(QStringLiteral("UPDATE members SET role = ? WHERE room_id = ? AND user_id = ?"), changed.role,
                          event.room, changed.user);
    return done && changed.role == Role::Owner ? forgetMute(db, event.room, changed.user) : done;
}

Status project(SqlConnection& db, const Event& event, const MemberMuted& muted) {
    if (!muted.on)
        return forgetMute(db, event.room, muted.user);
    return db
        .exec(QStringLiteral("INSERT INTO mutes (room_id, user_id, at, ends_at) VALUES (?, ?, ?, ?) "
                             "ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at, "
                             "ends_at = excluded.ends_at"),
              event.room, muted.user, event.at, muted.until)
        .and_then([&] {
            return db.exec(QStringLiteral("UPDATE members SET silent_until = ? WHERE room_id = ? AND user_id = ?"),
                           muted.until.value_or(untilLifted), event.room, muted.user);
        });
}

} // namespace confab
