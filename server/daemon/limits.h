// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/limits.h"
#include "server/auth/hashshares.h"
#include "server/chat/rates.h"
#include "server/transport/admission/addressledger.h"

namespace confab {

/// The default limits of one address, one connection and one person on this node.
struct Limits {
    /// 500: an office behind one address; 20 that have not signed in are much for ten seconds (reliability, 4). Of new
    /// connections as many come at once as a class room has machines.
    AddressLimits addresses{500, 20, {20, 100}, {}};
    /// Before the sign-in a client sends one message, and people mistype a few times. Afterwards the burst is twice the
    /// unanswered calls, and the rate far above what a client in use sends.
    SessionLimits sessions{64, {200, 2000}, {1024 * 1024, 4 * 1024 * 1024}};
    /// Of an address a quarter of the 64 that may wait; for an account, from everywhere, an eighth.
    HashLimits hashes{16, 2, 8};
    Rates rates;

    /// For benchmarks and tests.
    static Limits off();
    bool areOff = false; ///< at first; single ones may be overridden
};

} // namespace confab
