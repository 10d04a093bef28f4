// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/work.h"
#include "server/transport/admission/addressledger.h"
#include "server/transport/connection.h"
#include "server/transport/http/router.h"
#include "server/transport/limits.h"
#include "server/transport/transportkind.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace confab {

class ConnectionLimiter;
class AcceptLoop;
class IoThread;
class SocketBudget;
class TlsContext;
struct AcceptCounters;
struct IoCounters;

/// The configuration of every io thread; each gets a copy.
struct TransportConfig {
    TransportKind kind = defaultTransportKind;
    TransportLimits limits;
    AddressLimits addresses;
    QByteArray webSocketPath = "/rt"; ///< empty: none
    int ioThreads = 2;
    /// Of browsers' pages that may connect, in lower case: "https://chat.example.org". Who sends no Origin is no
    /// browser.
    QList<QByteArray> allowedOrigins;
    /// Pages of this server itself may connect, too: those whose Origin names the host that they ask.
    bool allowsOwnOrigin = false;
    std::shared_ptr<const TlsContext> tls; ///< with it, all connections are under TLS
    RouteFactory routes;                   ///< null: every path but the WebSocket's is 404
};

/// The server's sockets: an accept loop and the io threads behind it.
/// Thread: the one that made it, which needs an event loop. Owned by: the daemon.
class Transport {
public:
    /// Starts the io threads, which make their listeners; returns when all of them run.
    Transport(TransportConfig config, ListenerFactory makeListener);
    /// Stops, as stop() does, when that was not called.
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// Listens on all of these ("127.0.0.1:7450", "[::1]:7450", "localhost:7450", ":7450" for every address; port 0
    /// picks a free one). InputInvalid for an address that is none, Unavailable for one that can't be bound: then
    /// nothing listens. The message names the address and the reason.
    Status listen(const QStringList& addresses);
    /// Where it listens, with the real ports: "127.0.0.1:7450", "[::]:7450".
    QStringList addresses() const;
    /// The port of the first address; 0 when none.
    quint16 port() const;

    /// A new certificate, for connections from here on. Only where there was one.
    void setTls(const std::shared_ptr<const TlsContext>& tls);

    /// No new connections from here on. Open WebSockets live on; HTTP connections close with their next answer.
    void stopListening();
    /// Closes every connection with this code, waits up to TransportLimits::closeTime for the peers to hang up, ends
    /// the listeners and joins the threads. Blocks the caller meanwhile.
    void stop(CloseCode code = CloseCode::Draining, const QString& reason = {});

    /// Sockets that are open now, HTTP and unfinished handshakes included. Any thread.
    int openSockets() const;
    /// How many there may be.
    int maxSockets() const;
    /// Any thread, before stop(): what each io thread has counted, and the accept loop.
    std::vector<const IoCounters*> ioCounters() const;
    const AcceptCounters& acceptCounters() const;
    /// Sockets that were refused because their address is at its limit.
    quint64 addressRefusals() const;
    /// Clients of proxies that the proxy did not name.
    quint64 unknownClients() const;
    /// Sockets that wait for each io thread; and what io threads have to say about addresses. Both are bounded by
    /// maxSockets(): a socket has its place before it is handed over.
    std::vector<size_t> socketsWaiting() const;
    size_t admissionsWaiting() const;
    /// The io threads, until stop().
    std::vector<WatchedThread> threads();

private:
    const TransportConfig m_config;
    std::unique_ptr<SocketBudget> m_budget;
    std::unique_ptr<ConnectionLimiter> m_limiter; // each socket of an io thread has a place of it
    std::vector<std::unique_ptr<IoThread>> m_ioThreads;
    std::unique_ptr<AcceptLoop> m_acceptLoop;
};

} // namespace confab
