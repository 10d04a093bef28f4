// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/messages.h"
#include "server/storage/rooms.h"

/// What a member keeps of a room for the own devices, the read mark and the level of notifications, and what others
/// learn of it. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

struct NewMark {
    Seq seq = 0;
    bool mayGoBack = false;
    UtcTime at;
};
/// RoomStore::markRead().
Result<RoomStore::ReadMark> moveReadMark(SqlConnection& db, RoomId room, UserId user, NewMark mark);

/// RoomStore::setNotify().
Result<bool> chooseNotify(SqlConnection& db, RoomId room, UserId user, NotifyLevel level, std::optional<UtcTime> until);

/// MessageStore::readers(); the caller has checked the membership.
Result<ReadersPage> messageReaders(SqlConnection& db, RoomId room, Seq seq, UserId after, int limit);

} // namespace confab
