// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QList>

namespace confab {

class Hub;

/// Whom "@here" calls in a room: its members who are connected to this node, and those who are in the room on another
/// one. Who is connected elsewhere without being in the room is not known here, and who is invisible is not present.
/// Each once, in no order. A look at every connection of the node: a millisecond for ten thousand.
QList<UserId> presentMembers(const Hub& hub, RoomId room);

} // namespace confab
