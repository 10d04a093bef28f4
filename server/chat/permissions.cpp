// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/permissions.h"

namespace confab::permissions {

bool mayDeleteRoom(Role role) {
    return role == Role::Owner;
}

} // namespace confab::permissions
