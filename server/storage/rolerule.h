// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab {

/// Whether a member with this role may do something in a room of this kind; asked on a database thread, once the room
/// is locked.
using RoleRule = bool (*)(Role, RoomKind);
/// Whether a member with the first role may do it to one with the second.
using TargetRule = bool (*)(Role, Role, RoomKind);

} // namespace confab
