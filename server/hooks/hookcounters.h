// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"

#include <array>

namespace confab {

/// What became of a request to a webhook.
enum class HookEnd {
    Taken,      ///< a status of 2xx
    Refused,    ///< another status
    Gone,       ///< 410: the webhook is disabled
    Unreachable ///< no answer in time, no such host, or none of its addresses may be used
};

/// Figures of outgoing webhooks, for metrics.
/// Thread: chat thread; any reads. Owned by: HookDispatcher.
struct HookCounters {
    static constexpr std::array<const char*, 4> ends{"taken", "refused", "gone", "unreachable"}; // by HookEnd

    std::array<Counter, ends.size()> requests; ///< that ended, by HookEnd
    Counter answers;                           ///< of commands, that were posted into rooms
    Gauge inHand;                              ///< webhooks that this node has in hand
    Gauge waiting;                             ///< webhooks with something to deliver, as this node last looked
    Gauge failing;                             ///< of these, the ones whose last delivery failed; likewise
};

} // namespace confab
