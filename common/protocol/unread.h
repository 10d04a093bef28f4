// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <algorithm>

namespace confab {

/// Counts a message that was just appended to `room` as unread, and as a mention, in the reader's figures that `room`
/// has. The database counts by the same rule, so the server and every client get the same figures: messages of others
/// count, each of the two figures up to limits::unreadCounted. In a direct room each message is a mention.
inline void countUnread(Room& room, const Message& message, UserId reader) {
    if (message.by == reader)
        return;
    room.unread = std::min(room.unread + 1, limits::unreadCounted);
    if (room.kind == RoomKind::Direct || (message.mentions && message.mentions->contains(reader)))
        room.mentions = std::min(room.mentions + 1, limits::unreadCounted);
}

} // namespace confab
