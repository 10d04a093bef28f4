// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/projections/projections.h"
#include "server/storage/sql/sqlconnection.h"

namespace confab {

namespace {

Status countMembers(SqlConnection& db, RoomId room, int change) {
    return db.exec(QStringLiteral("UPDATE rooms SET members = members + ? WHERE id = ?"), change, room);
}

} // namespace

Status project(SqlConnection& db, const Event& event, const MemberJoined& joined) {
    return db
        .exec(QStringLiteral("INSERT INTO members (room_id, user_id, role, joined_at, joined_seq, read_seq) "
                             "VALUES (?, ?, ?, ?, ?, ?)"),
              event.room, joined.user, Role::Member, event.at, event.seq, event.seq)
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
    return db.exec(QStringLiteral("UPDATE members SET role = ? WHERE room_id = ? AND user_id = ?"), changed.role,
                   event.room, changed.user);
}

} // namespace confab
