// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

/// What the members of a room may do, by their role and the kind of room. Storage applies a rule (RoleRule) once it has
/// locked the room, so that the role is the present one.
namespace confab::permissions {

bool mayDeleteRoom(Role role, RoomKind kind);
/// Its name, topic, password and bounds.
bool mayChangeRoom(Role role, RoomKind kind);
/// Other people's messages; one's own need no right.
bool mayDeleteMessages(Role role, RoomKind kind);
bool mayPin(Role role, RoomKind kind);
bool mayManageHooks(Role role, RoomKind kind);
bool maySetRoles(Role role, RoomKind kind);
/// Out of the room, with or without a ban; whoever is no member counts as one.
bool mayPutOut(Role role, Role whom, RoomKind kind);
/// So that they can't write, and to lift that.
bool mayMute(Role role, Role whom, RoomKind kind);
/// To see them, and to lift them.
bool mayHandleBans(Role role, RoomKind kind);
/// To the room. `isOpen`: anybody may join it without an invitation.
bool mayInvite(Role role, RoomKind kind, bool isOpen);
/// To see and end those of others.
bool mayHandleInvites(Role role, RoomKind kind);

} // namespace confab::permissions
