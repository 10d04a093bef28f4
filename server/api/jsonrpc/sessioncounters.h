// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/error.h"

#include <array>

namespace confab {

/// What the sessions of one io thread count, on cache lines of its own.
/// Thread: its io thread; any reads. Owned by: IoInbox.
struct alignas(64) SessionCounters {
    Counter deliveries; ///< frames for those who listen to a room: of its events, its activity, its notices
    std::array<Counter, errorKinds> refused; ///< frames that were no call, or a call that no rule was asked about

    void refuse(ErrorKind kind) { refused[size_t(kind)].add(); }
};

} // namespace confab
