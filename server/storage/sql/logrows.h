// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

/// The rows of which a room's log consists: `messages` and, for every other event, `events`. Every function runs inside
/// the caller's transaction.
namespace confab {

class SqlConnection;

/// The events after `after`, oldest first, at most `limit`, as far as PageBound takes them.
Result<LogPage> eventsPage(SqlConnection& db, RoomId room, Seq after, int limit);

/// The message that this sender sent under this clientId, in whatever room.
struct SentMessage {
    Event event;
    bool changed = false; ///< edited or deleted since
};
Result<std::optional<SentMessage>> messageSent(SqlConnection& db, UserId by, const QString& clientId);

} // namespace confab
