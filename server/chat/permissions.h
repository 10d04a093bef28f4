// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

/// What the members of a room may do to it, by their role. Storage applies a rule once it has locked the room, so that
/// the role is the present one.
namespace confab::permissions {

bool mayDeleteRoom(Role role);

} // namespace confab::permissions
