// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/parsedframe.h"

#include "common/protocol/cborparser.h"
#include "common/protocol/jsonparser.h"

#include <limits>

namespace confab {

QString FrameValue::toString() const {
    if (!isString())
        return {};
    const FrameNode& text = node();
    return text.isDecoded ? m_frame->texts[size_t(text.at)]
                          : QString::fromUtf8(m_frame->bytes.data() + text.at, text.size);
}

bool FrameValue::isText(std::string_view ascii) const {
    if (!isString())
        return false;
    const FrameNode& text = node();
    if (text.isDecoded)
        return m_frame->texts[size_t(text.at)] == QLatin1String(ascii.data(), qsizetype(ascii.size()));
    return std::string_view(m_frame->bytes.data() + text.at, text.size) == ascii;
}

FrameItems FrameValue::items() const {
    if (!isArray() && !isMap())
        return {FrameValue(), FrameValue()};
    return {FrameValue(*m_frame, m_index + 1), FrameValue(*m_frame, node().next)};
}

FrameValue FrameValue::value(std::string_view name) const {
    FrameValue found;
    if (!isMap())
        return found;
    const quint32 behind = node().next;
    for (quint32 key = m_index + 1; key != behind; key = m_frame->nodes[key + 1].next) {
        if (!FrameValue(*m_frame, key).isText(name))
            continue;
        found = FrameValue(*m_frame, key + 1);
        if (!m_frame->lastWins)
            break;
    }
    return found;
}

Status ParsedFrame::parse(const QByteArray& bytes, Codec codec) {
    m_nodes.bytes = bytes;
    m_nodes.lastWins = codec == Codec::Json;
    QString problem;
    if (bytes.size() > std::numeric_limits<qint32>::max()) // the frame limits stop such a frame earlier
        problem = QStringLiteral("Too long");
    else
        problem = codec == Codec::Json ? JsonParser(m_nodes).run() : CborParser(m_nodes).run();
    if (!problem.isNull())
        return fail(Error(ErrorKind::ParseError, problem));
    if (!root().isMap())
        return fail(ErrorKind::InvalidRequest);
    return {};
}

} // namespace confab
