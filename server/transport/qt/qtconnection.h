// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"
#include "server/transport/qt/framemeter.h"
#include "server/transport/qt/streamsocket.h"
#include "server/transport/transportcounters.h"
#include "server/transport/websocket/connectiondeadlines.h"
#include "server/transport/websocket/outbox.h"
#include "server/transport/websocket/websocketconnection.h"

class QWebSocket;

namespace confab {

class QtHandshake;

/// A WebSocket whose frames QWebSocket reads and writes. What a client sends passes a FrameMeter first, and what it is
/// sent waits in an Outbox until its stream takes more: QWebSocket holds about as much as the stream takes at once.
/// Thread: its io thread. Owned by: the IoWorker.
class QtConnection final : public WebSocketConnection, private ByteStream::Owner, private StreamSocket::Owner {
public:
    /// `client`: its address; the stream's own, unless that is a proxy's.
    QtConnection(ConnectionId id, Codec codec, QHostAddress client, std::unique_ptr<ByteStream> stream,
                 QtHandshake& handshake, ClientSocketHost& host);
    ~QtConnection() override;

    bool open(const HttpRequest& request, std::optional<Codec> agreed, QByteArray behind) override;

    // Connection
    void send(const Frame& frame) override;
    void close(CloseCode code, const QString& reason) override;
    bool isOpen() const override { return m_phase == Phase::Open; }
    void abort() override;
    void setIncomingLimit(qsizetype bytes) override;
    void acceptBothKinds() override { m_acceptsBothKinds = true; }
    void setSignedIn(bool signedIn) override { place().setSignedIn(signedIn); }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) override;
    void keepOpen() override { m_deadlines.keepOpen(); }

    // ClientSocket
    qint64 deadline() const override { return m_deadlines.next(m_meter.unfinishedSince()); }
    void deadlineReached(qint64 now) override;
    void endTurn() override { flush(); }
    qsizetype waitingBytes() const override { return m_phase == Phase::Open ? waiting() : 0; }
    void giveUp() override { tooSlow(); }
    void hangUp(CloseCode code, const QString& reason) override { close(code, reason); }
    void cutOff() override { abort(); }
    void wasRemoved() override;

private:
    enum class Phase {
        Opening,   ///< the handshake
        Open,      ///< messages go both ways
        Closing,   ///< a close frame is due, or written; input is discarded
        HangingUp, ///< both close frames went by, and the peer is to see the end
        Gone,      ///< the socket is closed
    };

    // ByteStream::Owner
    void readable() override;
    void writable() override { flush(); }
    // StreamSocket::Owner
    void webSocketCloses() override;

    bool writeAnswer();
    void startReading();
    void take(QByteArrayView bytes);
    void release(const FrameMeter::Seen& seen, qsizetype held);
    void discard(QByteArrayView bytes);
    void message(const QByteArray& message, Codec codec);

    qsizetype waiting() const { return m_outbox.bytes() + m_socket.unsent(); }
    void flush();
    bool sendWaiting();
    void waitForReader();
    void handOver(qsizetype most);
    void writeClose();

    void closeWith(quint16 code, const QString& reason, std::chrono::milliseconds time);
    void refuse(const FrameReader::Refusal& refusal);
    void startClosing(std::chrono::milliseconds time);
    void tooSlow();
    void hangUpWhenDone();
    const TransportLimits& limits() const;

    ClientSocketHost& m_host;
    QtHandshake& m_handshake;
    std::unique_ptr<ByteStream> m_stream;
    StreamSocket m_socket;
    std::unique_ptr<QWebSocket> m_webSocket; // over the socket
    FrameMeter m_meter;
    Outbox m_outbox;
    OutboxShare m_outboxShare;
    ConnectionDeadlines m_deadlines;
    Phase m_phase = Phase::Opening;
    bool m_wasOpened = false;
    bool m_acceptsBothKinds = false;
    bool m_isCloseWritten = false; // this end's close frame
    quint16 m_closedWith = 0;      // 0: not by this end
    QString m_closeReason;
    qint64 m_discarded = 0; // bytes that came after the end
};

} // namespace confab
