// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/text.h"
#include "server/hub/hub.h"
#include "server/hub/toldpresence.h"

namespace confab {

/// Turns a stored room into an answer: fills in `here` and the presence of its people, which storage can't know, and
/// cuts the last message to what a room list shows.
inline void finishRoom(const Hub& hub, Room& room) {
    room = toldRoom(hub, std::move(room));
    room.here = hub.rooms().hereCount(room.id);
    if (room.lastMessage)
        room.lastMessage->body = previewOf(room.lastMessage->body);
}
inline void finishRoom(const Hub& hub, QList<Room>& rooms) {
    for (Room& room : rooms)
        finishRoom(hub, room);
}

} // namespace confab
