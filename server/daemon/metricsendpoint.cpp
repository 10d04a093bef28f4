// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/metricsendpoint.h"

namespace confab {

namespace {

/// One or two Prometheus servers, an operator's browser, and some that hang: from the descriptors that the chat leaves.
constexpr int scrapers = 16;

/// There is no WebSocket to listen to.
class NoListener final : public ConnectionListener {
public:
    void opened(Connection& connection, const HttpRequest&) override { connection.abort(); }
    void received(Connection&, const QByteArray&) override {}
    void closed(Connection&) override {}
};

TransportConfig configFor(const Metrics& metrics, TransportKind kind) {
    TransportConfig config;
    config.kind = kind;
    config.limits.maxConnections = scrapers;
    config.ioThreads = 1;
    config.webSocketPath = QByteArray();
    config.routes = [&metrics](quint16, HttpRouter& router) {
        router.get("/metrics", [&metrics](const HttpRequest&) -> HttpAnswer {
            return {200, Metrics::contentType(), metrics.text()};
        });
    };
    return config;
}

} // namespace

MetricsEndpoint::MetricsEndpoint(const Metrics& metrics, TransportKind kind)
    : m_transport(configFor(metrics, kind), [](quint16) { return std::make_unique<NoListener>(); }) {}

std::vector<WatchedThread> MetricsEndpoint::threads() {
    std::vector<WatchedThread> threads = m_transport.threads();
    for (WatchedThread& thread : threads)
        thread.name = "metrics"; // there is one
    return threads;
}

} // namespace confab
