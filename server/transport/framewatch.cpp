// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/framewatch.h"

#include "common/protocol/closecodes.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

namespace {

constexpr quint16 kProtocolError = 1002; // RFC 6455, 7.4.1

FrameWatch::Refusal refusal(CloseCode code, const char* reason) {
    return {quint16(code), reason};
}

FrameWatch::Refusal protocolError(const char* reason) {
    return {kProtocolError, reason};
}

} // namespace

FrameWatch::FrameWatch(Codec codec, const TransportLimits& limits)
    : m_codec(codec), m_overheadBurst(limits.overheadFrames), m_overheadPerSecond(limits.overheadFramesPerSecond),
      m_limit(limits.incomingBytes), m_overheadLeft(limits.overheadFrames) {}

std::optional<qint64> FrameWatch::unfinishedSince() const {
    const bool unfinished = m_inMessage || m_headerRead > 0 || m_payloadLeft > 0;
    return unfinished && !m_closeSeen ? m_begun : std::nullopt;
}

std::optional<FrameWatch::Refusal> FrameWatch::feed(QByteArrayView bytes, qint64 nowMs) {
    while (!bytes.isEmpty() && !m_refused && !m_closeSeen) {
        if (m_payloadLeft > 0) {
            const auto step = qsizetype(std::min<quint64>(m_payloadLeft, quint64(bytes.size())));
            bytes = bytes.sliced(step);
            m_payloadLeft -= quint64(step);
            continue;
        }
        if (m_headerRead == 0 && !m_inMessage)
            m_begun = nowMs;
        m_header[size_t(m_headerRead++)] = uchar(bytes.front());
        bytes = bytes.sliced(1);
        std::optional<Refusal> refused;
        if (m_headerRead == 2)
            refused = headerBegun();
        if (!refused && m_headerRead >= 2 && m_headerRead == headerSize())
            refused = headerDone(nowMs);
        if (refused) {
            m_refused = true;
            return refused;
        }
    }
    return std::nullopt;
}

qsizetype FrameWatch::headerSize() const {
    const int length = m_header[1] & 0x7f;
    return 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + 4;
}

quint64 FrameWatch::payloadLength() const {
    const int length = m_header[1] & 0x7f;
    if (length == 126)
        return qFromBigEndian<quint16>(m_header.data() + 2);
    if (length == 127)
        return qFromBigEndian<quint64>(m_header.data() + 2);
    return quint64(length);
}

/// What the first two bytes tell.
std::optional<FrameWatch::Refusal> FrameWatch::headerBegun() const {
    if (m_header[0] & 0x70)
        return protocolError("No extension was agreed on");
    if (!isMasked())
        return protocolError("A client's frames must be masked");
    switch (opcode()) {
    case Text:
    case Binary:
        if (m_inMessage)
            return protocolError("The message before has not ended");
        if ((opcode() == Text) != (m_codec == Codec::Json))
            return refusal(CloseCode::WrongFrameType, "JSON goes in text frames, CBOR in binary ones");
        return std::nullopt;
    case Continuation:
        return m_inMessage ? std::nullopt : std::optional(protocolError("There is no message to continue"));
    case Close:
    case Ping:
    case Pong:
        if (!isFinal() || (m_header[1] & 0x7f) > 125)
            return protocolError("A control frame is whole and has at most 125 bytes");
        return std::nullopt;
    default:
        return protocolError("Unknown opcode");
    }
}

std::optional<FrameWatch::Refusal> FrameWatch::headerDone(qint64 nowMs) {
    const quint64 length = payloadLength();
    const bool isData = opcode() <= Binary;
    m_headerRead = 0;
    m_payloadLeft = length;
    if (opcode() == Close) {
        m_closeSeen = true;
        return std::nullopt;
    }
    if (isData) {
        if (auto refused = dataFrame(length))
            return refused;
    }
    const bool overhead = !isData || !isFinal() || length == 0;
    if (overhead && !affordOverhead(nowMs))
        return refusal(CloseCode::Flooding, "Too many pings or pieces");
    return std::nullopt;
}

std::optional<FrameWatch::Refusal> FrameWatch::dataFrame(quint64 length) {
    const auto limit = quint64(m_limit);
    if (length > limit || m_messageBytes + length > limit)
        return refusal(CloseCode::TooBig, "The message is too big");
    m_inMessage = !isFinal();
    m_messageBytes = m_inMessage ? m_messageBytes + length : 0;
    return std::nullopt;
}

bool FrameWatch::affordOverhead(qint64 nowMs) {
    const double earned = double(nowMs - m_overheadAt) * m_overheadPerSecond / 1000.0;
    m_overheadLeft = std::min(double(m_overheadBurst), m_overheadLeft + earned);
    m_overheadAt = nowMs;
    if (m_overheadLeft < 1)
        return false;
    m_overheadLeft -= 1;
    return true;
}

} // namespace confab
