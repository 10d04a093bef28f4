// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/rooms.h"

namespace confab {

class SqlConnection;

/// RoomStore::update(), inside the caller's transaction.
Result<RoomChange> updateRoom(SqlConnection& db, RoomId room, UserId by, UtcTime at, const RoomSettings& settings,
                              RoleRule may);

} // namespace confab
