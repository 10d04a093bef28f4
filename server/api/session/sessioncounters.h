// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/error.h"

#include <array>

namespace confab {

/// The counters of one io thread's sessions, on cache lines of its own.
/// Thread: its io thread; any reads. Owned by: IoInbox.
struct alignas(64) SessionCounters {
    Counter deliveries;                      ///< frames for a room's listeners: events, activity, notices
    std::array<Counter, errorKinds> refused; ///< frames that were no call, or a call that reached no rule

    void refuse(ErrorKind kind) { refused[size_t(kind)].add(); }
};

} // namespace confab
