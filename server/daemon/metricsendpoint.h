// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/ops/metrics.h"
#include "server/transport/transport.h"

namespace confab {

/// The metrics endpoint for Prometheus. Its own address keeps a proxy before the chat's address from publishing the
/// figures; its own thread keeps scrapes from delaying clients, and serves when the chat is full. It knows no
/// WebSocket. Thread: the main thread; scrapes run on its own. Owned by: Daemon.
class MetricsEndpoint {
public:
    /// What `metrics` reads has to outlive this.
    MetricsEndpoint(const Metrics& metrics, TransportKind kind);

    Status listen(const QStringList& addresses) { return m_transport.listen(addresses); }
    QStringList addresses() const { return m_transport.addresses(); }
    std::vector<WatchedThread> threads();

private:
    Transport m_transport;
};

} // namespace confab
