// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/rooms.h"

/// SQL shared by rooms and their logs. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// The caller's membership, with what goes with it of the room.
struct Membership {
    Role role = Role::Member;
    RoomKind kind = RoomKind::Room;
    Seq readSeq = 0;
    Seq lastSeq = 0;
    std::optional<int> capacity;
    int members = 0;
    UtcTime silentUntil; ///< writability.h
};

/// RoomNotFound: there is no such room, or it is private and `user` no member. RoomNotMember: it is public. The only
/// rule of what a non-member learns about a room.
Result<Membership> membership(SqlConnection& db, RoomId room, UserId user);
/// RoomNotFound, RoomNotMember; RoomForbidden: `may` says so of the role of `by`.
Status checkMay(SqlConnection& db, RoomId room, UserId by, RoleRule may);

/// The room as `caller` sees it, a member or not. RoomNotFound.
Result<Room> roomFor(SqlConnection& db, RoomId room, UserId caller);
/// RoomStore::listFor().
Result<RoomStore::Listing> roomsOf(SqlConnection& db, UserId user, RoomId after);
/// RoomForbidden when `user` is in as many rooms as one person can be.
Status checkRoomQuota(SqlConnection& db, UserId user);
/// RoomStore::findPublic().
Result<QList<Room>> publicRooms(SqlConnection& db, UserId caller, const QString& query, int limit);

} // namespace confab
