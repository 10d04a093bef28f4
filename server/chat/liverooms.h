// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/text.h"
#include "server/hub/hub.h"

namespace confab {

/// Makes a stored room one to hand out: how many are in it now, which storage can't know, and of its last message no
/// more than a room list shows.
inline void finishRoom(const Hub& hub, Room& room) {
    room.here = hub.hereCount(room.id);
    if (room.lastMessage)
        room.lastMessage->body = previewOf(room.lastMessage->body);
}
inline void finishRoom(const Hub& hub, QList<Room>& rooms) {
    for (Room& room : rooms)
        finishRoom(hub, room);
}

} // namespace confab
