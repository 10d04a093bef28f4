// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/websocket/framereader.h"

#include <QByteArrayView>

namespace confab {

/// Reads the headers of a client's frames ahead of QWebSocket, and so finds what QWebSocket has no bound for, or lets
/// through (Qt 6.4): frames without a mask, messages above the limit before their bytes are there, floods of pings,
/// pongs and pieces, frames that are never finished. It also tells where frames end, because QWebSocket gets whole ones
/// only: what it does with the beginning of one depends on how it was cut.
///
/// It keeps no bytes, and looks at no payload.
/// Thread: its connection's. Owned by: its connection.
class FrameMeter {
public:
    explicit FrameMeter(const TransportLimits& limits);

    struct Seen {
        /// How many of the bytes, from the first on, end the last whole frame among them; what follows begins another.
        qsizetype whole = 0;
        /// Where a close frame begins that is the last of these, when it began among these bytes; else 0.
        std::optional<qsizetype> closeFrom;
        /// What is wrong behind the whole frames.
        std::optional<FrameReader::Refusal> refused;
    };
    /// Bytes that arrived, each once and in order. After a refusal, a header that QWebSocket refuses, or a close frame
    /// nothing more is looked at.
    Seen feed(QByteArrayView bytes, qint64 nowMs);

    /// The most bytes of a message, from the next frame header on.
    void setLimit(qsizetype bytes) { m_limit = bytes; }
    /// When the message or frame began that has not ended yet; nothing between messages.
    std::optional<qint64> unfinishedSince() const;
    /// Whether the client's close frame came by, whole.
    bool closeSeen() const { return m_closeSeen; }
    /// Whether nothing more is looked at.
    bool hasEnded() const { return m_hasEnded; }

private:
    void headerByte(uchar byte, qint64 nowMs, Seen& seen);
    void headerDone(qint64 nowMs, Seen& seen);
    void dataFrame(quint64 length, Seen& seen);
    void frameDone(qsizetype end, Seen& seen);
    void refuse(quint16 code, const char* reason, Seen& seen);
    bool isRefusedByQt() const;
    bool isClose() const { return m_header.opcode() == 0x08; }

    qsizetype m_limit;
    OverheadAllowance m_overhead;
    FrameHeader m_header;
    bool m_inPayload = false;
    quint64 m_payloadLeft = 0;
    bool m_inMessage = false; // a first piece came, the last did not
    quint64 m_messageBytes = 0;
    bool m_hasEnded = false; // nothing more is looked at
    bool m_closeSeen = false;
    std::optional<qint64> m_begun;
};

} // namespace confab
