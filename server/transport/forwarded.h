// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http.h"
#include "server/transport/network.h"

namespace confab {

/// For whom a proxy asks.
struct ForwardedClient {
    /// Whose limits hold: the client's, or the hop nearest to the client that could be read. Null: no hop but the peer
    /// itself, so the peer's.
    QHostAddress address;
    bool isKnown = false; ///< false: the header is missing, or ends in something that is no address
};

/// What X-Forwarded-For says: each proxy appends whom it was asked by, so the nearest stands last. From there,
/// `proxies` are skipped, and the first who is none of them is the client; what stands before that may be the client's
/// own invention. When all are proxies, the first is the client. A hop may have a port, brackets, quotes and an IPv6
/// zone, which are taken off; at one that can't be read the search ends.
/// To be asked for a peer that is one of `proxies` only: anybody can write such a header.
/// Thread: values; any.
ForwardedClient forwardedFor(const HttpRequest& request, const Subnets& proxies);

} // namespace confab
