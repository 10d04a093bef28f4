// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"

#include <QString>

namespace confab {

/// The caller: a value that a rule may keep across a co_await.
struct Caller {
    ConnectionId connection; ///< none for a stateless call
    QString address;         ///< the peer's, for throttling; empty for a proxy's
    Identity identity;       ///< user 0 before sign-in
};

} // namespace confab
