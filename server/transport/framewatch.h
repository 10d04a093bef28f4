// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "server/transport/limits.h"

#include <QByteArrayView>

#include <array>
#include <optional>

namespace confab {

/// Follows the frames of one client without unpacking them, and refuses what QWebSocket lets through or can't bound:
/// frames without a mask, messages over the limit (by their declared length, so before they are read), the wrong kind
/// of frame for the codec, floods of pings and of tiny pieces. It also knows whether a message has begun and not ended.
/// Thread: its connection's. Owned by: its connection.
class FrameWatch {
public:
    FrameWatch(Codec codec, const TransportLimits& limits);

    struct Refusal {
        quint16 closeCode; ///< RFC 6455's or protocol's
        const char* reason;
    };

    /// Bytes that arrived, each once and in order. After a refusal nothing more is looked at.
    std::optional<Refusal> feed(QByteArrayView bytes, qint64 nowMs);

    /// The most bytes of a frame and of a message, from the next frame header on.
    void setLimit(qsizetype bytes) { m_limit = bytes; }

    /// When the message or frame began that has not ended yet; nothing between messages.
    std::optional<qint64> unfinishedSince() const;
    /// Whether the client's close frame came by: what follows it does not count.
    bool closeSeen() const { return m_closeSeen; }

private:
    enum Opcode : uchar { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    std::optional<Refusal> headerBegun() const;
    std::optional<Refusal> headerDone(qint64 nowMs);
    std::optional<Refusal> dataFrame(quint64 length);
    bool affordOverhead(qint64 nowMs);
    qsizetype headerSize() const;
    quint64 payloadLength() const;
    bool isFinal() const { return m_header[0] & 0x80; }
    bool isMasked() const { return m_header[1] & 0x80; }
    uchar opcode() const { return m_header[0] & 0x0f; }

    const Codec m_codec;
    const int m_overheadBurst;
    const int m_overheadPerSecond;
    qsizetype m_limit;

    std::array<uchar, 14> m_header{}; // the longest: 2, 8 of length, 4 of mask
    qsizetype m_headerRead = 0;
    quint64 m_payloadLeft = 0;
    bool m_inMessage = false; // a first piece came, the last did not
    quint64 m_messageBytes = 0;
    bool m_refused = false;
    bool m_closeSeen = false;
    std::optional<qint64> m_begun;

    double m_overheadLeft;
    qint64 m_overheadAt = 0;
};

} // namespace confab
