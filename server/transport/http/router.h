// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/exchange.h"

#include <vector>

namespace confab {

/// What a route says of its body.
struct RouteBody {
    qint64 mostBytes = 0;    ///< above it: 413. 0: the route takes none
    bool isRequired = false; ///< a request that names no length is answered with 411
    SinkFactory makeSink;    ///< null: the body is collected in HttpRequest::body

    /// As large as a WebSocket message after the sign-in.
    static constexpr qint64 usualBytes = 64 * 1024;
    /// A body that the handler needs, in memory.
    static RouteBody required(qint64 mostBytes = usualBytes) { return {mostBytes, true, {}}; }
};

struct HttpRoute {
    ExchangeHandler handler; ///< null: the route is a WebSocket and nothing else
    RouteBody body;
    bool upgrades = false; ///< a request for a WebSocket becomes one
    bool isWebSocket() const { return upgrades; }
};

/// The paths of one io thread, and what answers them. A pattern is a path whose parts may be names in braces, which
/// match any part that is not empty: "/api/rooms/{id}". Of two patterns that match, the one with fewer names counts.
/// Without a route of their own, HEAD is served by the handler of GET, without the body, and OPTIONS by the router.
/// Thread: its io thread. Owned by: the IoWorker.
class HttpRouter {
public:
    void add(const QByteArray& method, const QByteArray& pattern, ExchangeHandler handler, RouteBody body = {});
    /// A GET without a body that is answered at once.
    void get(const QByteArray& pattern, HttpHandler page);
    /// `otherwise` answers what asks for no WebSocket; none: 426 does.
    void addWebSocket(const QByteArray& path, ExchangeHandler otherwise = {});

    struct Match {
        const HttpRoute* route = nullptr; ///< null: `answer` is the answer
        RouteParameters parameters;
        HttpAnswer answer; ///< 404, 405 with Allow, or OPTIONS' 204 with Allow
    };
    Match find(const HttpRequest& request) const;

    void clear() { m_resources.clear(); }

private:
    struct Resource {
        QByteArray pattern;
        qsizetype names = 0;                                  // in braces
        std::vector<std::pair<QByteArray, HttpRoute>> routes; // by method
        QByteArray allowed() const;
    };
    void insert(const QByteArray& method, const QByteArray& pattern, HttpRoute route);

    std::vector<Resource> m_resources; // those with fewer names first
};

/// Adds the routes of io thread number `io`; called on that thread, once, after its listener was made. The handlers are
/// destroyed there before the listener is.
using RouteFactory = std::function<void(quint16 io, HttpRouter& router)>;

} // namespace confab
