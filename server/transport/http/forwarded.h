// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/admission/network.h"
#include "server/transport/http/http.h"

namespace confab {

/// The client behind a proxy.
struct ForwardedClient {
    /// Whose limits hold: the client's, or the hop nearest to the client that could be read. Null: no hop but the peer
    /// itself, so the peer's.
    QHostAddress address;
    bool isKnown = false; ///< false: the header is missing, or ends in something that is no address
};

/// Evaluates X-Forwarded-For: each proxy appends its peer, so the nearest hop stands last. From there, `proxies` are
/// skipped, and the first other hop is the client; what stands before it may be forged. When all are proxies, the first
/// is the client. A hop may have a port, brackets, quotes and an IPv6 zone, which are taken off; at one that can't be
/// read the search ends.
/// Only for a peer that is one of `proxies`: any client can send such a header.
/// Thread: values; any.
ForwardedClient forwardedFor(const HttpRequest& request, const Subnets& proxies);

} // namespace confab
