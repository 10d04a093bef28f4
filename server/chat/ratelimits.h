// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/boundedmap.h"
#include "common/protocol/registry.h"
#include "server/chat/caller.h"
#include "server/chat/rates.h"
#include "server/hub/outbound.h"

namespace confab {

/// Limits the rate of calls. A person has one bucket per family over all connections; an address has one for calls
/// before the sign-in. Buckets belong to this node: on another one they are full.
/// Thread: chat thread. Owned by: ChatService.
class RateLimits {
public:
    using Time = TokenBucket::Time;

    explicit RateLimits(Rates rates) : m_rates(std::move(rates)) {}

    /// Counts the call, a long message as several. A call that has to wait is not counted; returns how long.
    std::optional<std::chrono::milliseconds> take(const Caller& caller, const Request& request, Time now);

    /// What is left of the rate that such a call counts for. Nothing when it has none.
    std::optional<RateStanding> standing(const Caller& caller, const Request& request, Time now);

    /// People and addresses that are remembered.
    qsizetype size() const { return m_people.size() + m_addresses.size(); }

    static constexpr qsizetype most = 100'000; // of each, some 150 bytes: 30 MB

private:
    struct Buckets : std::array<TokenBucket, families> {
        bool isHeld() const { return false; }
        bool isIdle(Time now) const {
            return std::all_of(begin(), end(), [now](const TokenBucket& bucket) { return bucket.isFull(now); });
        }
    };

    TokenBucket& bucketOf(const Caller& caller, Family family, Time now);

    const Rates m_rates;
    BoundedMap<UserId, Buckets> m_people{most};
    BoundedMap<QString, Buckets> m_addresses{most};
};

} // namespace confab
