// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/connectionid.h"
#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"
#include "server/transport/websocket/frame.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace confab {

struct HttpRequest;

/// A listener's state of a connection, so that an event for a thousand of them needs no look-up.
class ConnectionState {
public:
    virtual ~ConnectionState() = default;
};

/// One client's open WebSocket. Its address is stable from ConnectionListener::opened() until closed() has returned.
/// Thread: its io thread. Owned by: the io thread's IoWorker.
class Connection {
public:
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ConnectionId id() const { return m_id; }
    Codec codec() const { return m_codec; }
    /// The client's, also behind a proxy that names it; else the proxy's.
    const QHostAddress& peerAddress() const { return m_peerAddress; }

    /// Queues the frame; what was queued in one turn of the event loop is written at once at its end. Ignored after
    /// close(). A reader that lets TransportLimits::outboxBytes pile up loses ephemeral frames, then the connection
    /// (CloseCode::SlowReader).
    virtual void send(const Frame& frame) = 0;
    /// Writes what is queued, then the close frame; disconnects when the peer did or after TransportLimits::closeTime.
    /// Nothing is received from here on; closed() follows from the event loop, never from inside this call.
    virtual void close(CloseCode code, const QString& reason = {}) = 0;
    /// Whether frames are still sent: not after close() or abort(), nor for a reader that was too slow.
    virtual bool isOpen() const = 0;
    /// Disconnects at once and drops what is queued. closed() follows from the event loop, never from inside this call.
    virtual void abort() = 0;

    /// The most bytes that a frame, and a whole message, may have; more is CloseCode::TooBig. At the opening it is
    /// TransportLimits::incomingBytes (4 KiB); to be raised to protocol's 64 KiB after the sign-in.
    virtual void setIncomingLimit(qsizetype bytes) = 0;

    /// From here on text and binary messages are received alike. At the opening only the codec's kind is.
    virtual void acceptBothKinds() = 0;

    /// Whether the client is signed in: until then, from the opening on, it counts among the few of its address that
    /// are not.
    virtual void setSignedIn(bool signedIn) = 0;

    /// Closes with this code when the time is over, unless keepOpen() or another closeAfter() comes before.
    virtual void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason = {}) = 0;
    virtual void keepOpen() = 0;

    /// The listener's own: set in opened(), gone after closed().
    void setState(std::unique_ptr<ConnectionState> state) { m_state = std::move(state); }
    /// The state of setState(), or null. T is the type that was set.
    template <class T>
    T* state() const {
        return static_cast<T*>(m_state.get());
    }

protected:
    Connection(ConnectionId id, Codec codec, const QHostAddress& peerAddress)
        : m_id(id), m_codec(codec), m_peerAddress(peerAddress) {}
    virtual ~Connection() = default;

private:
    const ConnectionId m_id;
    const Codec m_codec;
    const QHostAddress m_peerAddress;
    std::unique_ptr<ConnectionState> m_state;
};

/// The protocol's handler on one io thread. A listener may send to, close or abort any connection of its thread from
/// inside any of these calls, and from its own events.
/// Thread: made, called and destroyed on its io thread. Owned by: the io thread's IoWorker.
class ConnectionListener {
public:
    virtual ~ConnectionListener() = default;

    /// False: no further connection now; its handshake is answered with 503, and when to come back.
    virtual bool hasRoom() { return true; }
    /// The handshake is done and the codec agreed. `handshake`: its request, which may hold a token and is gone when
    /// this returns.
    virtual void opened(Connection& connection, const HttpRequest& handshake) = 0;
    /// One whole message of the connection's codec; UTF-8 that was checked when it is text.
    virtual void received(Connection& connection, const QByteArray& message) = 0;
    /// Exactly once for each opened(), also at the stop. The connection is gone when this returns.
    virtual void closed(Connection& connection) = 0;
};

/// Makes the listener of io thread number `io`; called on that thread, whose event loop is about to run.
using ListenerFactory = std::function<std::unique_ptr<ConnectionListener>(quint16 io)>;

} // namespace confab
