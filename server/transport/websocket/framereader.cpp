// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/framereader.h"

#include "common/protocol/closecodes.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace confab {

namespace {

// RFC 6455, 7.4.1
constexpr quint16 kProtocolError = 1002;
constexpr quint16 kNoCode = 1005;
constexpr quint16 kNotUtf8 = 1007;

FrameReader::Refusal refusal(CloseCode code, const char* reason) {
    return {quint16(code), reason};
}

FrameReader::Refusal protocolError(const char* reason) {
    return {kProtocolError, reason};
}

/// The close codes that a peer may send: the defined ones that may stand on the wire, and those of applications.
bool isCloseCode(quint16 code) {
    const bool defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    return defined || (code >= 3000 && code <= 4999);
}

/// Whether a character may begin with these two bytes (RFC 3629, 4).
bool mayBegin(uchar first, uchar second) {
    if (first < 0xc2 || first > 0xf4)
        return false;
    const uchar least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const uchar most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
}

/// How many bytes at the end of this text are the beginning of a character that is not whole, and may become one.
qsizetype cutCharacter(QByteArrayView text) {
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, text.size()); ++back) {
        const auto first = uchar(text[text.size() - back]);
        if ((first & 0xc0) == 0x80)
            continue; // inside a character: its first byte is further back
        const qsizetype length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        const uchar second = back > 1 ? uchar(text[text.size() - back + 1])
                                      : uchar(first == 0xe0   ? 0xa0
                                              : first == 0xf4 ? 0x80
                                                              : 0x90);
        return length > back && mayBegin(first, second) ? back : 0;
    }
    return 0;
}

} // namespace

FrameReader::FrameReader(Codec codec, const TransportLimits& limits)
    : m_codec(codec), m_limit(limits.incomingBytes), m_overhead(limits) {}

std::optional<qint64> FrameReader::unfinishedSince() const {
    const bool unfinished = m_inMessage || m_header.read > 0 || m_inPayload;
    return unfinished && !m_closeSeen ? m_begun : std::nullopt;
}

std::optional<FrameReader::Refusal> FrameReader::feed(std::span<char> bytes, qint64 nowMs, Sink& sink) {
    while (!bytes.empty() && !m_refused && !m_closeSeen) {
        std::optional<Refusal> refused;
        if (m_inPayload) {
            const size_t step = size_t(std::min<quint64>(m_payloadLeft, bytes.size()));
            refused = payload(bytes.first(step), sink);
            bytes = bytes.subspan(step);
        } else {
            refused = headerByte(bytes.front(), nowMs);
            bytes = bytes.subspan(1);
            if (!refused && m_inPayload && m_payloadLeft == 0)
                refused = payload({}, sink);
        }
        if (refused) {
            m_refused = true;
            return refused;
        }
    }
    return std::nullopt;
}

std::optional<FrameReader::Refusal> FrameReader::headerByte(char byte, qint64 nowMs) {
    if (m_header.read == 0 && !m_inMessage)
        m_begun = nowMs;
    m_header.add(uchar(byte));
    if (m_header.read == 2)
        return headerBegun();
    if (m_header.isWhole())
        return headerDone(nowMs);
    return std::nullopt;
}

/// Checks the first two bytes.
std::optional<FrameReader::Refusal> FrameReader::headerBegun() const {
    if (m_header.hasReservedBits())
        return protocolError("No extension was agreed on");
    if (!m_header.isMasked())
        return protocolError("A client's frames must be masked");
    switch (m_header.opcode()) {
    case Text:
    case Binary:
        if (m_inMessage)
            return protocolError("The message before has not ended");
        if ((m_header.opcode() == Text) != (m_codec == Codec::Json) && !m_acceptsBothKinds)
            return refusal(CloseCode::WrongFrameType, "JSON goes in text frames, CBOR in binary ones");
        return std::nullopt;
    case Continuation:
        return m_inMessage ? std::nullopt : std::optional(protocolError("There is no message to continue"));
    case Close:
    case Ping:
    case Pong:
        if (m_header.isBadControl())
            return protocolError("A control frame is whole and has at most 125 bytes");
        return std::nullopt;
    default:
        return protocolError("Unknown opcode");
    }
}

std::optional<FrameReader::Refusal> FrameReader::headerDone(qint64 nowMs) {
    const quint64 length = m_header.payloadLength();
    if (length < (m_header.read == 14 ? 0x10000u : m_header.read == 8 ? 126u : 0u))
        return protocolError("A length is written in the fewest bytes"); // RFC 6455, 5.2
    std::memcpy(m_mask.data(), m_header.bytes.data() + m_header.read - 4, 4);
    m_maskAt = 0;
    m_header.read = 0;
    m_inPayload = true;
    m_payloadLeft = length;
    if (m_header.opcode() == Close)
        return std::nullopt;
    if (!m_header.isControl()) {
        if (auto refused = dataFrame(length))
            return refused;
    }
    const bool overhead = m_header.isControl() || !m_header.isFinal() || length == 0;
    if (overhead && !m_overhead.take(nowMs))
        return refusal(CloseCode::Flooding, "Too many pings or pieces");
    return std::nullopt;
}

std::optional<FrameReader::Refusal> FrameReader::dataFrame(quint64 length) {
    const auto limit = quint64(m_limit);
    if (length > limit || quint64(m_message.size()) + length > limit)
        return refusal(CloseCode::TooBig, "The message is too big");
    m_inMessage = true;
    if (m_header.opcode() != Continuation)
        m_isText = m_header.opcode() == Text;
    return std::nullopt;
}

/// Bytes of the frame's payload; the last of them end the frame.
std::optional<FrameReader::Refusal> FrameReader::payload(std::span<char> bytes, Sink& sink) {
    unmask(bytes);
    m_payloadLeft -= bytes.size();
    QByteArray& gathered = m_header.isControl() ? m_control : m_message;
    const bool ends = m_payloadLeft == 0;
    if (ends)
        m_inPayload = false;
    if (ends && gathered.isEmpty() && m_header.isFinal()) // it came in one go, as most do
        return frameDone(QByteArray(bytes.data(), qsizetype(bytes.size())), sink);
    gathered.append(bytes.data(), qsizetype(bytes.size()));
    if (ends && m_header.isFinal())
        return frameDone(std::exchange(gathered, {}), sink);
    if (ends && m_isText && !beginsAsUtf8())
        return Refusal{kNotUtf8, "Text is UTF-8"};
    return std::nullopt;
}

/// Of the pieces so far, each byte is looked at once; a character at their end may be continued by the next piece.
bool FrameReader::beginsAsUtf8() {
    const qsizetype whole = m_message.size() - cutCharacter(m_message);
    const bool valid =
        whole <= m_checked || QByteArrayView(m_message).sliced(m_checked, whole - m_checked).isValidUtf8();
    m_checked = std::max(m_checked, whole);
    return valid;
}

std::optional<FrameReader::Refusal> FrameReader::frameDone(QByteArray whole, Sink& sink) {
    if (m_header.isControl())
        return controlFrame(whole, sink);
    m_inMessage = false;
    m_checked = 0;
    if (m_isText && !QByteArrayView(whole).isValidUtf8())
        return Refusal{kNotUtf8, "Text is UTF-8"};
    sink.message(whole);
    return std::nullopt;
}

std::optional<FrameReader::Refusal> FrameReader::controlFrame(const QByteArray& whole, Sink& sink) {
    switch (m_header.opcode()) {
    case Close:
        return closed(whole, sink);
    case Ping:
        sink.ping(whole);
        return std::nullopt;
    default:
        return std::nullopt; // a pong that was heard is enough
    }
}

std::optional<FrameReader::Refusal> FrameReader::closed(const QByteArray& payload, Sink& sink) {
    if (payload.size() == 1)
        return protocolError("A close code has two bytes");
    const quint16 code = payload.isEmpty() ? kNoCode : qFromBigEndian<quint16>(payload.constData());
    if (!payload.isEmpty() && !isCloseCode(code))
        return protocolError("That is no close code");
    if (payload.size() > 2 && !QByteArrayView(payload).sliced(2).isValidUtf8())
        return Refusal{kNotUtf8, "A reason is UTF-8"};
    m_closeSeen = true;
    sink.closeFrame(code);
    return std::nullopt;
}

void FrameReader::unmask(std::span<char> bytes) {
    size_t i = 0;
    if (m_maskAt == 0) { // eight at a time, from where the mask begins
        quint64 mask = 0;
        std::memcpy(&mask, m_mask.data(), 4);
        std::memcpy(reinterpret_cast<char*>(&mask) + 4, m_mask.data(), 4);
        for (; i + 8 <= bytes.size(); i += 8) {
            quint64 block = 0;
            std::memcpy(&block, bytes.data() + i, 8);
            block ^= mask;
            std::memcpy(bytes.data() + i, &block, 8);
        }
    }
    for (; i < bytes.size(); ++i) {
        bytes[i] = char(uchar(bytes[i]) ^ m_mask[m_maskAt]);
        m_maskAt = (m_maskAt + 1) & 3;
    }
}

} // namespace confab
