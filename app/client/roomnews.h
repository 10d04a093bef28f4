// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"

/// What becomes of a room of the list by what the server says.
namespace confab::client {

/// Who reads a room, and how they see somebody's message in it.
struct RoomReader {
    UserId me;
    Seq seen = 0;           ///< up to where they have read, as far as this device knows
    bool isBlocked = false; ///< they block the author
};
/// The room's log grew.
void takeActivity(Room& room, const RoomActivity& activity, const RoomReader& reader);
/// Whether the mentions of `me` may be others now than takeActivity() counts: then the server is to be asked.
bool mayChangeMentions(const Room& room, const RoomActivity& activity, UserId me, Seq seen);

} // namespace confab::client
