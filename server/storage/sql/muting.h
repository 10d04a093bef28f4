// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/moderation.h"

namespace confab {

class SqlConnection;

/// ModerationStore::mute(), inside the caller's transaction.
Result<QList<Event>> muteMember(SqlConnection& db, const Muting& wanted, TargetRule may);
/// ModerationStore::checkMayWrite(), likewise.
Status checkMayWrite(SqlConnection& db, RoomId room, UserId user, UtcTime at);

} // namespace confab
