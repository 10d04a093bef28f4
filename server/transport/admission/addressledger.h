// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/boundedmap.h"
#include "server/transport/admission/network.h"

#include <chrono>
#include <optional>

namespace confab {

/// The limits of one address. The default is no bound; the daemon's figures are in its configuration.
struct AddressLimits {
    int connections = 0; ///< at once; 0: no bound
    int notSignedIn = 0; ///< of these, those that have not signed in yet; 0: no bound
    Rate accepts;        ///< new connections
    Subnets proxies;     ///< not counted; the client that they name in X-Forwarded-For is
};

/// How many connections each address has, and how fast it makes new ones. Knows no sockets. Its size is bounded by the
/// number of open connections plus `mostIdle`.
/// Thread: its owner's. Owned by: ConnectionLimiter.
class AddressLedger {
public:
    using Time = TokenBucket::Time;

    explicit AddressLedger(const AddressLimits& limits) : m_limits(limits) {}

    struct Refusal {
        std::chrono::milliseconds retryAfter{0};
        bool answersWith429 = true; ///< false: refused often already, close without an answer
    };
    /// Adds a connection of this address, not signed in. A refused one is not counted.
    std::optional<Refusal> enter(const Network& network, Time now);
    /// A connection that came in has signed in, or out again.
    void setSignedIn(const Network& network, bool signedIn);
    /// A connection that came in has gone.
    void leave(const Network& network, bool wasSignedIn);

    /// Addresses that are remembered.
    qsizetype size() const { return m_entries.size(); }

    static constexpr qsizetype mostIdle = 50'000; // of some 50 bytes each

private:
    struct Entry {
        int open = 0;
        int notSignedIn = 0;
        TokenBucket accepts;
        TokenBucket answers; // to refused connections

        bool isHeld() const { return open > 0; }
        bool isIdle(Time now) const { return accepts.isFull(now) && answers.isFull(now); }
    };
    std::optional<std::chrono::milliseconds> waitOf(Entry& entry, Time now) const;

    const AddressLimits& m_limits;
    BoundedMap<Network, Entry> m_entries{mostIdle};
};

} // namespace confab
