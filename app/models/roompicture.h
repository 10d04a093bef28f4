// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab::models {

/// What stands for a room where it has no picture: initials on a hue. A direct room shows the other person, and a group
/// its first two people.
struct RoomPicture {
    QString initials;
    double colorId = 0; ///< the id that chooses the hue: of the person, or of the room
};
RoomPicture pictureOf(const Room& room);

} // namespace confab::models
