// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/permissions.h"

#include "common/protocol/moderationrule.h"

namespace confab::permissions {

bool mayDeleteRoom(Role role, RoomKind kind) {
    return role == Role::Owner && kind == RoomKind::Room;
}

bool mayChangeRoom(Role role, RoomKind kind) {
    return moderates(role) && kind == RoomKind::Room;
}

bool mayDeleteMessages(Role role, RoomKind kind) {
    return moderates(role) && kind == RoomKind::Room;
}

bool mayManageHooks(Role role, RoomKind kind) {
    return role == Role::Owner && kind == RoomKind::Room;
}

bool maySetRoles(Role role, RoomKind kind) {
    return role == Role::Owner && kind == RoomKind::Room;
}

bool mayPutOut(Role role, Role whom, RoomKind kind) {
    return mayKeepInOrder(role, whom, kind);
}

bool mayMute(Role role, Role whom, RoomKind kind) {
    return mayKeepInOrder(role, whom, kind);
}

bool mayHandleBans(Role role, RoomKind kind) {
    return moderates(role) && kind == RoomKind::Room;
}

bool mayInvite(Role role, RoomKind kind, bool isOpen) {
    return (moderates(role) || isOpen) && kind == RoomKind::Room;
}

bool mayHandleInvites(Role role, RoomKind kind) {
    return moderates(role) && kind == RoomKind::Room;
}

bool mayPin(Role role, RoomKind kind) {
    return moderates(role) || kind == RoomKind::Direct;
}

} // namespace confab::permissions
