// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"

namespace confab {

/// What storage can't know of a room: how many are in it now.
inline void fillHere(const Hub& hub, Room& room) {
    room.here = hub.hereCount(room.id);
}
inline void fillHere(const Hub& hub, QList<Room>& rooms) {
    for (Room& room : rooms)
        fillHere(hub, room);
}

} // namespace confab
