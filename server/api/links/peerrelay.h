// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/links/peerrequest.h"

#include <vector>

namespace confab::links {

/// Brings requests of links that live on other nodes to them: a load balancer may send each request of a client to
/// another node.
/// Thread: its io thread. Owned by: HttpLinks.
class PeerRelay {
public:
    PeerRelay();
    ~PeerRelay();
    PeerRelay(const PeerRelay&) = delete;
    PeerRelay& operator=(const PeerRelay&) = delete;

    /// Replies with the node's answer; with 404 when it can't be reached, so that the client begins anew. `trusted`:
    /// for https, beside the authorities of the system.
    void bring(const HttpExchange& exchange, const QByteArray& node, const QList<QSslCertificate>& trusted = {});

    /// Whether another node brought this request; then it goes no further.
    static bool hasBrought(const HttpRequest& request) { return request.header("confab-relay").has_value(); }

private:
    void look();
    void forget(const PeerRequest& request);

    std::vector<std::shared_ptr<PeerRequest>> m_requests; // each until it has finished
    QTimer m_clock;
};

} // namespace confab::links
