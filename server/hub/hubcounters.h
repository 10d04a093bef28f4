// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"

namespace confab {

/// How many are on this node now.
/// Thread: chat thread; any reads. Owned by: Hub.
struct HubCounters {
    Gauge connections;
    Gauge signedIn;      ///< signed-in connections
    Gauge people;        ///< who have a connection, those that are signing in included
    Gauge roomsOpen;     ///< rooms that some connection listens to
    Gauge peopleInRooms; ///< who have entered a room, once for each room
};

} // namespace confab
