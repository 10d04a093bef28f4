// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/protocol/closecodes.h"

#include <array>

namespace confab {

/// The counters of one io thread, on cache lines of its own.
/// Thread: its io thread; any reads. Owned by: its IoWorker.
struct alignas(64) IoCounters {
    Counter sockets;        ///< adopted from the accept loop
    Counter socketsGone;    ///< of those
    Counter opened;         ///< WebSockets
    Counter closed;         ///< of those
    Counter bytesIn;        ///< of open WebSockets, as they came over the wire
    Counter bytesOut;       ///< frames as they were handed to the socket
    Counter messagesIn;     ///< whole ones that the listener was given
    Counter framesOut;      ///< that were queued
    Counter framesDropped;  ///< ephemeral ones that were not, because much waits already
    Counter slowReaders;    ///< connections that were given up for that
    Counter evictedReaders; ///< of those, the ones closed because all together had too much
    Gauge outboxBytes;      ///< what waits for all readers after each was written what it takes
    Gauge outboxReaders;    ///< readers with waiting bytes

    /// The codes with which the server closes, and the place behind them for all others.
    static constexpr std::array serverCodes{
        quint16(CloseCode::Normal),     quint16(CloseCode::GoingAway),      quint16(CloseCode::ProtocolError),
        quint16(CloseCode::TooBig),     quint16(CloseCode::WrongFrameType), quint16(CloseCode::NotUtf8),
        quint16(CloseCode::AuthNeeded), quint16(CloseCode::SessionRevoked), quint16(CloseCode::SlowReader),
        quint16(CloseCode::Draining),   quint16(CloseCode::Flooding)};
    std::array<Counter, serverCodes.size() + 1> closedByServer;
    Counter closedByPeer; ///< closed by the client, or by a network failure

    /// A WebSocket is gone; `code`: what the server had closed it with, 0 when it had not.
    void gone(quint16 code) {
        closed.add();
        if (code == 0)
            return closedByPeer.add();
        const auto place = std::find(serverCodes.begin(), serverCodes.end(), code);
        closedByServer[size_t(place - serverCodes.begin())].add();
    }
};

/// Sockets that the accept loop did not let in, by reason.
/// Thread: the Transport's; any reads. Owned by: AcceptLoop.
struct AcceptCounters {
    Counter noPlace;      ///< answered with 503
    Counter noDescriptor; ///< how often accepting had to rest for want of them
};

/// A connection's share of its io thread's outboxBytes.
/// Thread: the io thread. Owned by: the connection.
class OutboxShare {
public:
    void set(IoCounters& counters, qint64 bytes) {
        if (bytes == m_bytes)
            return;
        counters.outboxBytes.add(bytes - m_bytes);
        counters.outboxReaders.add(qint64(bytes > 0) - qint64(m_bytes > 0));
        m_bytes = bytes;
    }

private:
    qint64 m_bytes = 0;
};

} // namespace confab
