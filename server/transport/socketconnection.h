// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/connection.h"
#include "server/transport/framewatch.h"
#include "server/transport/limits.h"
#include "server/transport/outbox.h"
#include "server/transport/peer.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace confab {

class Upgrader;

/// A connection over a socket of its own. QWebSocket unpacks what comes in and answers pings; outgoing frames are
/// written to the socket beside it, whole, so that they mix with its pongs only at their borders.
///
/// Three slots hang on the socket's readyRead, in this order: beforeRead() looks at the new bytes and may refuse them,
/// QWebSocket consumes whole frames, afterRead() notes what is left.
/// Thread: its io thread. Owned by: the IoWorker.
class SocketConnection final : public Connection, public Peer {
public:
    SocketConnection(ConnectionId id, Codec codec, std::unique_ptr<QTcpSocket> socket, PeerHost& host);
    ~SocketConnection() override;

    /// Shakes hands, tells the listener, and reads what came behind the head. False when the handshake failed: then
    /// the listener was not told.
    bool open(Upgrader& upgrader, qsizetype headSize);

    // Connection
    void send(const Frame& frame) override;
    void close(CloseCode code, const QString& reason) override;
    void abort() override;
    void setIncomingLimit(qsizetype bytes) override;
    void setSignedIn(bool signedIn) override { place().setSignedIn(signedIn); }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) override;
    void keepOpen() override;

    // Peer
    qint64 deadline() const override;
    void deadlineReached(qint64 now) override;
    void endTurn() override { flush(); }
    void hangUp(CloseCode code, const QString& reason) override { close(code, reason); }
    void cutOff() override { abort(); }
    void wasRemoved() override;

private:
    enum class Phase {
        Opening, ///< the handshake
        Open,    ///< messages go both ways
        Closing, ///< a close frame was queued or came; what arrives is thrown away
        Gone,    ///< the socket is closed
    };

    void beforeRead();
    void afterRead();
    void discardInput();
    void received(const QByteArray& message);
    void socketClosing();
    void socketClosed();

    void closeWith(quint16 code, const QString& reason);
    void startClosing();
    void tooSlow();
    void flush();
    void writeOut(const QByteArray& frames);
    void keepAlive(qint64 now);
    const TransportLimits& limits() const;

    PeerHost& m_host;
    std::unique_ptr<QTcpSocket> m_socket;
    std::unique_ptr<QWebSocket> m_webSocket; // uses m_socket, so it goes first
    FrameWatch m_watch;
    Outbox m_outbox;
    Phase m_phase = Phase::Opening;
    bool m_wasOpened = false;

    qint64 m_watched = 0; // bytes at the socket's front that m_watch has seen and QWebSocket has not consumed
    qint64 m_heardAt;
    std::chrono::milliseconds m_pingAfter{}; // of silence
    std::chrono::milliseconds m_deadAfter{};
    int m_pings = 0; // since then
    qint64 m_hangUpAt = kNever;

    struct {
        qint64 at = kNever;
        CloseCode code = CloseCode::Normal;
        QString reason;
    } m_closeAfter; // the listener's
};

} // namespace confab
