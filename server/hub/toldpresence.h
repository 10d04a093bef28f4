// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab {

class Hub;

/// What `reader` is told of somebody's presence. `choice`: what they chose to be seen as while connected, as storage
/// has it (Offline: invisible); themselves are told it. `isHere`: they are seen in a room that both are in. Nothing
/// when it is not known, or not for the reader.
std::optional<Availability> toldPresence(const Hub& hub, UserId who, std::optional<Availability> choice, UserId reader,
                                         bool isHere = false);
/// The same for a user of storage. When somebody was last connected is told of those who are offline alone.
void tellPresence(const Hub& hub, User& user, UserId reader, bool isHere = false);
/// A room of storage with what is told of the people of a direct one.
Room toldRoom(const Hub& hub, Room room);

} // namespace confab
