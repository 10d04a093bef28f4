// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"

namespace confab {

/// How many are on this node now.
/// Thread: chat thread; any reads. Owned by: Hub.
struct HubCounters {
    Level connections;
    Level signedIn;      ///< signed-in connections
    Level people;        ///< who have a connection, those that are signing in included
    Level roomsOpen;     ///< rooms that some connection listens to
    Level peopleInRooms; ///< who have entered a room, once for each room
};

} // namespace confab
