// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "server/transport/websocket/frameheader.h"
#include "server/transport/websocket/overheadallowance.h"

#include <QByteArray>

#include <array>
#include <optional>
#include <span>

namespace confab {

/// Makes messages of a client's bytes (RFC 6455, the server's side), without a socket. What it holds is bounded by the
/// limit of a message, which a frame is refused for by its declared length, before it is read. Refused are also frames
/// without a mask, the wrong kind of frame for the codec, text that is not UTF-8, and floods of pings and tiny pieces.
///
/// Why not QWebSocket, which is the other implementation (server/transport/qt): it needs guards, refuses text that is
/// cut inside a character, copies each frame for each reader, and takes 20 KB for each connection (Qt 6.4).
/// Thread: its connection's. Owned by: its connection.
class FrameReader {
public:
    /// Receives what was read.
    class Sink {
    public:
        virtual void message(const QByteArray& message) = 0;
        virtual void ping(const QByteArray& payload) = 0;
        /// The last of all. `code` is what the client said, 1005 when it said none.
        virtual void closeFrame(quint16 code) = 0;

    protected:
        ~Sink() = default;
    };

    struct Refusal {
        quint16 closeCode; ///< RFC 6455's or protocol's
        const char* reason;
    };

    FrameReader(Codec codec, const TransportLimits& limits);

    /// Bytes that arrived, each once and in order; they are unmasked in place. After a refusal or a close frame nothing
    /// more is looked at.
    std::optional<Refusal> feed(std::span<char> bytes, qint64 nowMs, Sink& sink);

    /// The most bytes of a message, from the next frame header on.
    void setLimit(qsizetype bytes) { m_limit = bytes; }

    /// From the next message on, text and binary are taken alike; text is checked all the same.
    void acceptBothKinds() { m_acceptsBothKinds = true; }

    /// When the message or frame began that has not ended yet; nothing between messages.
    std::optional<qint64> unfinishedSince() const;
    /// Whether the client's close frame came by: what follows it does not count.
    bool closeSeen() const { return m_closeSeen; }

    /// Frees the memory of the last message: an idle connection keeps none.
    qsizetype heldBytes() const { return m_message.capacity(); }

private:
    enum Opcode : uchar { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    std::optional<Refusal> headerByte(char byte, qint64 nowMs);
    std::optional<Refusal> headerBegun() const;
    std::optional<Refusal> headerDone(qint64 nowMs);
    std::optional<Refusal> dataFrame(quint64 length);
    std::optional<Refusal> payload(std::span<char> bytes, Sink& sink);
    std::optional<Refusal> frameDone(QByteArray whole, Sink& sink);
    std::optional<Refusal> controlFrame(const QByteArray& whole, Sink& sink);
    std::optional<Refusal> closed(const QByteArray& payload, Sink& sink);
    bool beginsAsUtf8();
    void unmask(std::span<char> bytes);

    const Codec m_codec;
    qsizetype m_limit;
    bool m_acceptsBothKinds = false;

    FrameHeader m_header;
    bool m_inPayload = false;
    quint64 m_payloadLeft = 0;
    std::array<uchar, 4> m_mask{};
    unsigned m_maskAt = 0;
    bool m_inMessage = false; // a first piece came, the last did not
    bool m_isText = false;    // the message
    QByteArray m_message;     // of it, what came
    qsizetype m_checked = 0;  // of these, bytes that are known to be text
    QByteArray m_control;     // of a control frame, what came
    bool m_refused = false;
    bool m_closeSeen = false;
    std::optional<qint64> m_begun;
    OverheadAllowance m_overhead;
};

} // namespace confab
