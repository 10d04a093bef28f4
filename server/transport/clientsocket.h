// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/closecodes.h"
#include "server/transport/admission/addressledger.h"
#include "server/transport/admission/addressslot.h"
#include "server/transport/io/deadlinequeue.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <span>

namespace confab {

class ConnectionListener;
class HttpConnection;
class HttpRouter;
class ClientSocket;
struct HttpRequest;
struct IoCounters;
struct TransportConfig;

/// The io thread as its sockets see it.
/// Thread: the io thread.
class ClientSocketHost {
public:
    virtual const TransportConfig& config() const = 0;
    virtual ConnectionListener& listener() = 0;
    virtual const HttpRouter& router() const = 0;
    /// The server is about to stop: no client should begin something new.
    virtual bool isDraining() const { return false; }
    /// The shared read buffer: a peer may use it for the duration of a call and must not keep its contents.
    virtual std::span<char> readRoom() = 0;
    virtual IoCounters& counters() = 0;
    /// The peer's deadline() may be earlier than it was.
    virtual void deadlineMoved(ClientSocket& peer) = 0;
    /// Calls the peer's endTurn() once, when this turn of the event loop ends.
    virtual void atTurnEnd(ClientSocket& peer) = 0;
    /// More waits for this peer than before.
    virtual void moreWaits() = 0;
    /// The peer's socket is closed; the peer is told (wasRemoved) and destroyed when this turn ends.
    virtual void gone(ClientSocket& peer) = 0;
    /// Asks whether this client of a proxy may come in; the peer's admitted() follows. `isKnown`: false when the proxy
    /// did not say who the client is, and `client` is the nearest hop.
    virtual void askLimiter(ClientSocket& peer, const QHostAddress& client, bool isKnown) = 0;
    /// The socket asks for a WebSocket as it should, and becomes a connection. `behind`: what came after the head.
    virtual void upgrade(HttpConnection& http, const HttpRequest& request, const QByteArray& behind) = 0;

    /// Milliseconds of the monotonic clock.
    static qint64 now() {
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
    }

protected:
    ~ClientSocketHost() = default;
};

/// One client socket in one phase of its life: HTTP, or an open WebSocket.
/// Thread: its io thread. Owned by: the IoWorker.
class ClientSocket {
public:
    explicit ClientSocket(quint64 serial) : m_serial(serial) {}
    virtual ~ClientSocket() = default;
    ClientSocket(const ClientSocket&) = delete;
    ClientSocket& operator=(const ClientSocket&) = delete;

    quint64 serial() const { return m_serial; }

    /// When deadlineReached() has to be called: ClientSocketHost::now()'s milliseconds, or kNever.
    virtual qint64 deadline() const = 0;
    virtual void deadlineReached(qint64 now) = 0;
    /// Asked for by ClientSocketHost::atTurnEnd().
    virtual void endTurn() {}
    /// The answer to ClientSocketHost::askLimiter(): it has its place now, or the reason why not.
    virtual void admitted(const std::optional<AddressLedger::Refusal>& refusal) { Q_UNUSED(refusal); }
    /// Bytes that wait for this reader, after it was written what it takes.
    virtual qsizetype waitingBytes() const { return 0; }
    /// Drops them and disconnects a reader that is too slow.
    virtual void giveUp() {}
    /// The server is about to stop: a socket that waits for nothing closes.
    virtual void drain() {}
    /// The server stops: hangUp() sends a close frame first, cutOff() disconnects at once.
    virtual void hangUp(CloseCode code, const QString& reason) = 0;
    virtual void cutOff() = 0;
    /// The last call.
    virtual void wasRemoved() {}

protected:
    AddressSlot& place() { return m_place; }

private:
    friend class IoWorker;

    const quint64 m_serial;
    AddressSlot m_place; // among the sockets of its address
    // The IoWorker's notes.
    qint64 m_scheduledAt = kNever; // its valid entry in the deadline queue
    bool m_inTurn = false;         // endTurn() is due
    bool m_isGone = false;
};

} // namespace confab
