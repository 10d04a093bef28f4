// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/text.h"
#include "server/hub/hub.h"
#include "server/hub/toldpresence.h"

namespace confab {

/// A mute whose time has come is none. `T`: a Room or a Member.
template <class T>
void dropEndedMute(T& value, UtcTime now) {
    if (!value.mutedUntil || *value.mutedUntil > now)
        return;
    value.muted.reset();
    value.mutedUntil.reset();
}

/// Turns a stored room into an answer: fills in `here` and the presence of its people, which storage can't know,
/// cuts the last message to what a room list shows, and leaves out a mute that has ended.
inline void finishRoom(const Hub& hub, Room& room, UtcTime now) {
    dropEndedMute(room, now);
    room = toldRoom(hub, std::move(room));
    room.here = hub.rooms().hereCount(room.id);
    if (room.lastMessage)
        room.lastMessage->body = previewOf(room.lastMessage->body);
}
inline void finishRoom(const Hub& hub, QList<Room>& rooms, UtcTime now) {
    for (Room& room : rooms)
        finishRoom(hub, room, now);
}

} // namespace confab
