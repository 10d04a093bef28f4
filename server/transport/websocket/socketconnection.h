// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/bytestream.h"
#include "server/transport/transportcounters.h"
#include "server/transport/websocket/connectiondeadlines.h"
#include "server/transport/websocket/framereader.h"
#include "server/transport/websocket/outbox.h"
#include "server/transport/websocket/websocketconnection.h"

namespace confab {

/// A WebSocket over a stream of its own: frames come in through a FrameReader and leave, whole and in order, through an
/// Outbox.
/// Thread: its io thread. Owned by: the IoWorker.
class SocketConnection final : public WebSocketConnection, private ByteStream::Owner, private FrameReader::Sink {
public:
    /// `client`: its address; the stream's own, unless that is a proxy's.
    SocketConnection(ConnectionId id, Codec codec, QHostAddress client, std::unique_ptr<ByteStream> stream,
                     ClientSocketHost& host);
    ~SocketConnection() override;

    bool open(const HttpRequest& request, std::optional<Codec> agreed, QByteArray behind) override;

    // Connection
    void send(const Frame& frame) override;
    void close(CloseCode code, const QString& reason) override;
    bool isOpen() const override { return m_phase == Phase::Open; }
    void abort() override;
    void setIncomingLimit(qsizetype bytes) override { m_reader.setLimit(bytes); }
    void acceptBothKinds() override { m_reader.acceptBothKinds(); }
    void setSignedIn(bool signedIn) override { place().setSignedIn(signedIn); }
    void closeAfter(std::chrono::milliseconds time, CloseCode code, const QString& reason) override;
    void keepOpen() override { m_deadlines.keepOpen(); }

    // ClientSocket
    qint64 deadline() const override { return m_deadlines.next(m_reader.unfinishedSince()); }
    void deadlineReached(qint64 now) override;
    void endTurn() override { flush(); }
    qsizetype waitingBytes() const override { return m_phase == Phase::Open ? m_outbox.bytes() : 0; }
    void giveUp() override { tooSlow(); }
    void hangUp(CloseCode code, const QString& reason) override { close(code, reason); }
    void cutOff() override { abort(); }
    void wasRemoved() override;

private:
    enum class Phase {
        Opening,   ///< the handshake
        Open,      ///< messages go both ways
        Closing,   ///< a close frame was queued; input is discarded
        HangingUp, ///< both close frames went by, and the peer is to see the end
        Gone,      ///< the socket is closed
    };

    // ByteStream::Owner
    void readable() override;
    void writable() override { flush(); }
    // FrameReader::Sink
    void message(const QByteArray& message) override;
    void ping(const QByteArray& payload) override;
    void closeFrame(quint16 code) override;

    void take(std::span<char> bytes);
    void discard(qint64 bytes);
    void closeWith(quint16 code, const QString& reason, std::chrono::milliseconds time);
    void refuse(const FrameReader::Refusal& refusal);
    void startClosing(std::chrono::milliseconds time);
    void tooSlow();
    void flush();
    void hangUpWhenDone();
    const TransportLimits& limits() const;

    ClientSocketHost& m_host;
    std::unique_ptr<ByteStream> m_stream;
    FrameReader m_reader;
    Outbox m_outbox;
    OutboxShare m_outboxShare;
    Phase m_phase = Phase::Opening;
    bool m_wasOpened = false;
    quint16 m_closedWith = 0; // 0: not by this end
    ConnectionDeadlines m_deadlines;
    qint64 m_discarded = 0; // bytes that came after the end
};

} // namespace confab
