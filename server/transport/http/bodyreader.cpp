// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/bodyreader.h"

#include "server/transport/http/fieldsyntax.h"

#include <algorithm>

namespace confab {

namespace {

// Clients send chunks of some KiB; a body in chunks of single bytes has five bytes of framing for each.
constexpr qint64 freeOverhead = 16 * 1024;
// 2^32 - 1 is far above every route's bound, and below every overflow.
constexpr qsizetype sizeDigits = 8;

/// What a chunk's line has behind the size: nothing, or extensions. RFC 9112, 7.1.1 lets a recipient remove the white
/// space before the semicolon.
bool isExtension(QByteArrayView rest) {
    const QByteArrayView trimmed = rest.trimmed();
    return rest.isEmpty() || (trimmed.startsWith(';') && isFieldValue(rest));
}

bool isTrailer(QByteArrayView line) {
    const qsizetype colon = line.indexOf(':');
    return colon > 0 && isToken(line.first(colon)) && isFieldValue(line.sliced(colon + 1));
}

} // namespace

BodyFraming BodyFraming::of(const HttpRequest& request) {
    if (request.header("transfer-encoding"))
        return {Kind::Chunked, 0};
    if (const std::optional<QByteArray> length = request.header("content-length"))
        return {Kind::Length, length->toLongLong()};
    return {};
}

BodyReader::BodyReader(BodyFraming framing, qint64 most)
    : m_kind(framing.kind), m_most(most),
      m_part(m_kind == BodyFraming::Kind::Chunked ? Part::ChunkSize : Part::Content), m_rest(framing.length) {
    if (m_rest > m_most)
        m_state = State::TooLarge;
    else if (!framing.hasBody())
        m_state = State::Complete;
}

qsizetype BodyReader::take(QByteArrayView bytes, BodySink& sink) {
    qsizetype used = 0;
    while (used < bytes.size() && m_state == State::Reading) {
        const QByteArrayView rest = bytes.sliced(used);
        used += m_part == Part::Content ? takeContent(rest, sink) : takeLine(rest);
    }
    return used;
}

qsizetype BodyReader::takeContent(QByteArrayView bytes, BodySink& sink) {
    const qsizetype count = qsizetype(std::min<qint64>(bytes.size(), m_rest));
    if (std::optional<HttpAnswer> refused = sink.take(bytes.first(count))) {
        m_refusal = std::move(*refused);
        m_state = State::Refused;
        return count;
    }
    m_rest -= count;
    m_received += count;
    if (m_rest == 0)
        contentEnds();
    return count;
}

void BodyReader::contentEnds() {
    if (m_kind == BodyFraming::Kind::Chunked)
        m_part = Part::ChunkEnd;
    else
        m_state = State::Complete;
}

/// Up to the LF, which has to follow a CR.
qsizetype BodyReader::takeLine(QByteArrayView bytes) {
    const qsizetype lf = bytes.indexOf('\n');
    const qsizetype count = lf < 0 ? bytes.size() : lf + 1;
    const qsizetype most = m_part == Part::ChunkEnd ? 2 : lineBytes;
    m_line += bytes.first(std::min(count, most + 1));
    m_overhead += count;
    const qsizetype cr = m_line.indexOf('\r');
    const bool isCrInside = cr >= 0 && cr < m_line.size() - (lf < 0 ? 1 : 2);
    if (m_line.size() > most || isCrInside || (lf >= 0 && !m_line.endsWith("\r\n")))
        m_state = State::Malformed;
    else if (m_overhead > freeOverhead + m_received)
        m_state = State::TooLarge;
    else if (lf >= 0)
        lineEnds();
    return count;
}

void BodyReader::lineEnds() {
    const QByteArray line = m_line.chopped(2);
    m_line.clear();
    switch (m_part) {
    case Part::ChunkEnd:
        m_part = Part::ChunkSize;
        if (!line.isEmpty())
            m_state = State::Malformed;
        return;
    case Part::ChunkSize:
        return beginChunk(line);
    case Part::Trailer:
        if (line.isEmpty())
            m_state = State::Complete;
        else if (!isTrailer(line))
            m_state = State::Malformed;
        return;
    case Part::Content:
        break;
    }
    Q_UNREACHABLE();
}

void BodyReader::beginChunk(QByteArrayView line) {
    const auto end = std::find_if_not(line.begin(), line.end(), isHexDigit);
    const QByteArrayView digits = line.first(end - line.begin());
    if (digits.isEmpty() || digits.size() > sizeDigits || !isExtension(line.sliced(digits.size()))) {
        m_state = State::Malformed;
        return;
    }
    m_rest = digits.toByteArray().toLongLong(nullptr, 16);
    if (m_received + m_rest > m_most)
        m_state = State::TooLarge;
    m_part = m_rest == 0 ? Part::Trailer : Part::Content;
}

} // namespace confab
