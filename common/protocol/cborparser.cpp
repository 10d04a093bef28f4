// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/cborparser.h"

#include "common/protocol/limits.h"

#include <QFloat16>
#include <QUtf8StringView>

#include <bit>
#include <limits>

namespace confab {

namespace {

using namespace cbor;
using Kind = FrameNode::Kind;

constexpr char endOfOpen = char(0xff);

constexpr auto notCbor = "Not CBOR";

} // namespace

CborParser::CborParser(FrameNodes& into)
    : m_into(into), m_rest(into.bytes), m_containersLeft(into.bytes.size() / limits::bytesPerContainer + 1) {}

QString CborParser::run() {
    const char* problem = value(0);
    if (!problem && !m_rest.isEmpty())
        problem = "Not CBOR: bytes follow the value";
    return problem ? QString::fromLatin1(problem) : QString();
}

bool CborParser::takeBreak() {
    if (m_rest.isEmpty() || m_rest.front() != endOfOpen)
        return false;
    m_rest = m_rest.sliced(1);
    return true;
}

const char* CborParser::value(int depth) {
    const std::optional<Head> read = takeHead(m_rest);
    if (!read)
        return notCbor;
    switch (read->major) {
    case unsignedNumber:
    case negativeNumber:
        return integer(*read);
    case textString:
        return text(*read);
    case listItem:
    case mapItem:
        return container(*read, depth + 1);
    case byteString:
    case tag:
        return "Tags and byte strings are not accepted";
    default:
        return simpleValue(*read);
    }
}

const char* CborParser::container(const Head& head, int depth) {
    if (depth > limits::frameDepth)
        return "Nested too deeply";
    if (m_containersLeft-- == 0)
        return "Too many objects and lists for this size";
    const quint32 index = m_into.count();
    const bool isMap = head.major == mapItem;
    m_into.add(isMap ? Kind::Object : Kind::List);
    return isMap ? members(head, index, depth) : items(head, index, depth);
}

const char* CborParser::members(const Head& head, quint32 index, int depth) {
    qsizetype read = 0;
    for (; comesAnother(head, read); ++read) {
        if (read == limits::membersPerObject)
            return "Too many members";
        const std::optional<Head> key = takeHead(m_rest);
        if (!key || key->major != textString)
            return "Keys must be texts";
        if (const char* problem = text(*key))
            return problem;
        if (const char* problem = value(depth))
            return problem;
    }
    m_into.close(index, read);
    return nullptr;
}

const char* CborParser::items(const Head& head, quint32 index, int depth) {
    qsizetype read = 0;
    for (; comesAnother(head, read); ++read) {
        if (const char* problem = value(depth))
            return problem;
    }
    m_into.close(index, read);
    return nullptr;
}

bool CborParser::comesAnother(const Head& head, qsizetype read) {
    return head.isOpen() ? !takeBreak() : quint64(read) < head.number;
}

std::optional<QByteArrayView> CborParser::utf8(const Head& head) {
    if (head.major != textString || head.isOpen() || head.number > quint64(m_rest.size()))
        return std::nullopt;
    const QByteArrayView text = m_rest.first(qsizetype(head.number));
    m_rest = m_rest.sliced(text.size());
    return QUtf8StringView(text).isValidUtf8() ? std::optional(text) : std::nullopt;
}

const char* CborParser::text(const Head& head) {
    if (head.isOpen())
        return openText();
    const std::optional<QByteArrayView> text = utf8(head);
    if (!text)
        return "Not CBOR: a text that is not UTF-8, or ends too early";
    m_into.addText(*text);
    return nullptr;
}

/// A text of indefinite length: each chunk is a text.
const char* CborParser::openText() {
    QByteArray whole;
    while (!takeBreak()) {
        const std::optional<Head> read = takeHead(m_rest);
        const std::optional<QByteArrayView> piece = read ? utf8(*read) : std::nullopt;
        if (!piece)
            return notCbor;
        whole.append(*piece);
    }
    m_into.addText(QString::fromUtf8(whole));
    return nullptr;
}

const char* CborParser::integer(const Head& head) {
    constexpr quint64 most = quint64(std::numeric_limits<qint64>::max());
    const bool isNegative = head.major == negativeNumber;
    if (head.number <= most)
        m_into.addInteger(isNegative ? -1 - qint64(head.number) : qint64(head.number));
    else
        m_into.addDouble(isNegative ? -1 - double(head.number) : double(head.number));
    return nullptr;
}

const char* CborParser::simpleValue(const Head& head) {
    switch (head.info) {
    case no:
    case yes:
        m_into.addBoolean(head.info == yes);
        return nullptr;
    case null:
        m_into.add(Kind::Null);
        return nullptr;
    case undefined:
        m_into.add(Kind::Undefined);
        return nullptr;
    case half:
        m_into.addDouble(double(float(std::bit_cast<qfloat16>(quint16(head.number)))));
        return nullptr;
    case single:
        m_into.addDouble(double(std::bit_cast<float>(quint32(head.number))));
        return nullptr;
    case twofold:
        m_into.addDouble(std::bit_cast<double>(head.number));
        return nullptr;
    default:
        return "Only false, true, null and undefined are accepted";
    }
}

} // namespace confab
