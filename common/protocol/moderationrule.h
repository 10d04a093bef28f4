// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

/// Who may keep whom in order: the server's rule, by which the apps show what is possible.
namespace confab {

/// Puts others in order at all.
constexpr bool moderates(Role role) {
    return role == Role::Owner || role == Role::Moderator;
}

/// Whether a member with the role `mine` may put somebody with `theirs` out of a room, ban or mute them, or lift a
/// mute: an owner everybody but owners, a moderator members alone. Whoever is no member counts as one.
constexpr bool mayKeepInOrder(Role mine, Role theirs, RoomKind kind) {
    const bool isBelow = mine == Role::Owner ? theirs != Role::Owner : moderates(mine) && theirs == Role::Member;
    return isBelow && kind == RoomKind::Room;
}

} // namespace confab
