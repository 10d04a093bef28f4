// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"

#include <QString>

namespace confab {

/// Who asks: a value that a rule may keep across a wait.
struct Caller {
    ConnectionId connection;
    QString address;   ///< the peer's, for throttling; empty when it says nothing (a proxy's)
    Identity identity; ///< user 0 before sign-in
};

} // namespace confab
