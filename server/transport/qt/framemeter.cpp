// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/framemeter.h"

#include "common/protocol/closecodes.h"

#include <algorithm>

namespace confab {

namespace {

constexpr quint16 kProtocolError = 1002; // RFC 6455, 7.4.1

} // namespace

FrameMeter::FrameMeter(const TransportLimits& limits) : m_limit(limits.incomingBytes), m_overhead(limits) {}

std::optional<qint64> FrameMeter::unfinishedSince() const {
    const bool unfinished = m_inMessage || m_header.read > 0 || m_inPayload;
    return unfinished && !m_hasEnded ? m_begun : std::nullopt;
}

FrameMeter::Seen FrameMeter::feed(QByteArrayView bytes, qint64 nowMs) {
    Seen seen;
    qsizetype frameFrom = 0;
    for (qsizetype at = 0; at < bytes.size() && !m_hasEnded;) {
        if (m_inPayload) {
            const auto step = qsizetype(std::min<quint64>(m_payloadLeft, quint64(bytes.size() - at)));
            m_payloadLeft -= quint64(step);
            at += step;
        } else {
            if (m_header.read == 0)
                frameFrom = at;
            headerByte(uchar(bytes[at++]), nowMs, seen);
        }
        if (m_inPayload && m_payloadLeft == 0)
            frameDone(at, seen);
        else if (m_hasEnded && !seen.refused)
            seen.whole = at; // a header that QWebSocket refuses
    }
    if (m_closeSeen && !seen.closeFrom)
        seen.closeFrom = std::min(frameFrom, seen.whole);
    return seen;
}

void FrameMeter::headerByte(uchar byte, qint64 nowMs, Seen& seen) {
    if (m_header.read == 0 && !m_inMessage)
        m_begun = nowMs;
    m_header.add(byte);
    if (m_header.read == 2) {
        if (isRefusedByQt())
            m_hasEnded = true;
        else if (!m_header.isMasked())
            refuse(kProtocolError, "A client's frames must be masked", seen);
    } else if (m_header.isWhole()) {
        headerDone(nowMs, seen);
    }
}

/// By the first two bytes: so it is refused at once, and not when its length has come.
bool FrameMeter::isRefusedByQt() const {
    const int opcode = m_header.opcode();
    return m_header.hasReservedBits() || (opcode > 2 && opcode < 8) || opcode > 10 || m_header.isBadControl();
}

void FrameMeter::headerDone(qint64 nowMs, Seen& seen) {
    const quint64 length = m_header.payloadLength();
    m_header.read = 0;
    m_inPayload = true;
    m_payloadLeft = length;
    if (isClose())
        return;
    if (!m_header.isControl())
        dataFrame(length, seen);
    const bool isOverhead = m_header.isControl() || !m_header.isFinal() || length == 0;
    if (!m_hasEnded && isOverhead && !m_overhead.take(nowMs))
        refuse(quint16(CloseCode::Flooding), "Too many pings or pieces", seen);
}

void FrameMeter::dataFrame(quint64 length, Seen& seen) {
    if (!m_inMessage)
        m_messageBytes = 0;
    const auto limit = quint64(m_limit);
    if (length > limit || m_messageBytes + length > limit)
        return refuse(quint16(CloseCode::TooBig), "The message is too big", seen);
    m_messageBytes += length;
    m_inMessage = !m_header.isFinal();
}

void FrameMeter::frameDone(qsizetype end, Seen& seen) {
    m_inPayload = false;
    seen.whole = end;
    if (isClose())
        m_closeSeen = m_hasEnded = true;
}

void FrameMeter::refuse(quint16 code, const char* reason, Seen& seen) {
    m_hasEnded = true;
    m_inPayload = false;
    seen.refused = FrameReader::Refusal{code, reason};
}

} // namespace confab
