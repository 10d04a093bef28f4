// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/respparser.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace confab {

namespace {

constexpr qsizetype endOfLine = 2;        // CR LF
constexpr qsizetype formatOfVerbatim = 4; // "txt:"

std::optional<qint64> integer(QByteArrayView text) {
    if (text.startsWith('+') && text.size() > 1 && text[1] != '-')
        text = text.sliced(1);
    qint64 number = 0;
    const char* end = text.data() + text.size();
    const std::from_chars_result read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

RespValue::Type typeOfAggregate(char kind) {
    switch (kind) {
    case '%':
        return RespValue::Type::Map;
    case '~':
        return RespValue::Type::Set;
    case '>':
        return RespValue::Type::Push;
    default:
        return RespValue::Type::Array;
    }
}

} // namespace

void RespParser::append(QByteArrayView bytes) {
    if (hasFailed())
        return;
    m_buffer.remove(0, m_at); // what remains is the piece of one value
    m_at = 0;
    m_buffer.append(bytes);
}

void RespParser::clear() {
    m_buffer.clear();
    m_at = m_scanned = 0;
    m_string = -1;
    m_skips = false;
    m_open.clear();
    m_elements = m_valueBytes = 0;
    m_why.clear();
}

RespParser::Step RespParser::failed(const QString& why) {
    clear();
    m_why = why;
    return Step::Failed;
}

std::optional<RespValue> RespParser::next() {
    while (!hasFailed()) {
        RespValue value;
        const Step made = m_string >= 0 ? readString(value) : step(value);
        if (made == Step::Incomplete || made == Step::Failed)
            break;
        if (made == Step::Complete && place(value)) {
            m_elements = m_valueBytes = 0;
            return value;
        }
    }
    return std::nullopt;
}

bool RespParser::place(RespValue& value) {
    while (!m_open.empty()) {
        Open& open = m_open.back();
        open.value.items.push_back(std::move(value));
        if (--open.missing > 0)
            return false;
        const bool dropped = open.isAttribute;
        value = std::move(open.value);
        m_open.pop_back();
        if (dropped)
            return false;
    }
    return true;
}

std::optional<QByteArrayView> RespParser::takeLine() {
    const char* begin = m_buffer.constData() + m_at;
    const qsizetype available = std::min(m_buffer.size() - m_at, m_limits.lineBytes + 1);
    const void* found = std::memchr(begin + m_scanned, '\r', size_t(available - m_scanned));
    if (!found) {
        m_scanned = available;
        if (available > m_limits.lineBytes)
            failed(QStringLiteral("a line is too long"));
        return std::nullopt;
    }
    const qsizetype length = static_cast<const char*>(found) - begin;
    m_scanned = length;
    if (m_buffer.size() - m_at < length + endOfLine)
        return std::nullopt;
    if (begin[length + 1] != '\n') {
        failed(QStringLiteral("a line does not end as lines do"));
        return std::nullopt;
    }
    m_at += length + endOfLine;
    m_scanned = 0;
    return QByteArrayView(begin, length);
}

RespParser::Step RespParser::step(RespValue& value) {
    const std::optional<QByteArrayView> line = takeLine();
    if (!line)
        return hasFailed() ? Step::Failed : Step::Incomplete;
    if (line->isEmpty())
        return failed(QStringLiteral("a line is empty"));
    if (++m_elements > m_limits.elements)
        return failed(QStringLiteral("a reply has too many elements"));
    return readLine(line->sliced(1), line->front(), value);
}

RespParser::Step RespParser::readLine(QByteArrayView line, char kind, RespValue& value) {
    switch (kind) {
    case '$':
    case '=':
    case '!':
        return beginString(line, kind, value);
    case '*':
    case '~':
    case '%':
    case '>':
    case '|':
        return beginAggregate(line, kind, value);
    default:
        return readScalar(line, kind, value);
    }
}

RespParser::Step RespParser::readScalar(QByteArrayView text, char kind, RespValue& value) {
    bool ok = true;
    switch (kind) {
    case '+':
    case '-':
        value.type = kind == '+' ? RespValue::Type::Text : RespValue::Type::Error;
        value.text = text.toByteArray();
        break;
    case ':': {
        const std::optional<qint64> number = integer(text);
        ok = number.has_value();
        value.type = RespValue::Type::Integer;
        value.number = number.value_or(0);
        break;
    }
    case '_':
        ok = text.isEmpty();
        break;
    case '#':
        ok = text == "t" || text == "f";
        value.type = RespValue::Type::Boolean;
        value.number = text == "t";
        break;
    case ',':
        value.type = RespValue::Type::Double;
        value.real = text.toDouble(&ok);
        break;
    case '(': {
        const QByteArrayView digits = text.startsWith('-') || text.startsWith('+') ? text.sliced(1) : text;
        ok =
            !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        value.type = RespValue::Type::BigNumber;
        value.text = text.toByteArray();
        break;
    }
    default:
        return failed(QStringLiteral("a type is unknown"));
    }
    return ok ? Step::Complete : failed(QStringLiteral("a value is not what its type says"));
}

RespParser::Step RespParser::beginString(QByteArrayView text, char kind, RespValue& value) {
    const std::optional<qint64> length = integer(text);
    if (length == -1 && kind == '$') {
        value.type = RespValue::Type::Null;
        return Step::Complete;
    }
    if (text == "?")
        return failed(QStringLiteral("streamed values are not understood"));
    if (!length || *length < 0)
        return failed(QStringLiteral("a length is no number"));
    // A huge publish must not end the connections of all subscribers.
    const bool isPushed = m_open.size() == 1 && m_open.front().value.type == RespValue::Type::Push;
    if (isPushed && *length > m_limits.stringBytes && *length <= m_limits.skippedBytes) {
        m_string = *length + endOfLine;
        m_skips = true;
        return readString(value);
    }
    if (*length > m_limits.stringBytes || *length > m_limits.valueBytes - m_valueBytes)
        return failed(QStringLiteral("a reply is too long"));
    m_valueBytes += *length;
    m_string = *length;
    m_stringKind = kind;
    return readString(value);
}

RespParser::Step RespParser::skipString(RespValue& value) {
    const qsizetype length = std::min(m_buffer.size() - m_at, m_string);
    m_at += length;
    m_string -= length;
    if (m_string > 0)
        return Step::Incomplete;
    m_string = -1;
    m_skips = false;
    value.type = RespValue::Type::Text;
    return Step::Complete;
}

RespParser::Step RespParser::readString(RespValue& value) {
    if (m_skips)
        return skipString(value);
    if (m_buffer.size() - m_at < m_string + endOfLine)
        return Step::Incomplete;
    const char* begin = m_buffer.constData() + m_at;
    if (begin[m_string] != '\r' || begin[m_string + 1] != '\n')
        return failed(QStringLiteral("a string is longer than it says"));
    QByteArrayView text(begin, m_string);
    if (m_stringKind == '=') {
        if (m_string < formatOfVerbatim || text[formatOfVerbatim - 1] != ':')
            return failed(QStringLiteral("a verbatim string has no format"));
        text = text.sliced(formatOfVerbatim);
    }
    value.type = m_stringKind == '!' ? RespValue::Type::Error : RespValue::Type::Text;
    value.text = text.toByteArray();
    m_at += m_string + endOfLine;
    m_string = -1;
    return Step::Complete;
}

RespParser::Step RespParser::beginAggregate(QByteArrayView text, char kind, RespValue& value) {
    const std::optional<qint64> count = integer(text);
    if (count == -1 && kind == '*') {
        value.type = RespValue::Type::Null;
        return Step::Complete;
    }
    if (text == "?")
        return failed(QStringLiteral("streamed values are not understood"));
    if (!count || *count < 0)
        return failed(QStringLiteral("a count is no number"));
    if (*count > m_limits.elements)
        return failed(QStringLiteral("a reply has too many elements"));
    if (kind == '>' && (*count == 0 || !m_open.empty()))
        return failed(QStringLiteral("a push is empty, or inside of something else"));
    const bool isAttribute = kind == '|';
    const qint64 missing = kind == '%' || isAttribute ? *count * 2 : *count;
    value.type = typeOfAggregate(kind);
    if (missing == 0)
        return isAttribute ? Step::Dropped : Step::Complete;
    if (qsizetype(m_open.size()) >= m_limits.depth)
        return failed(QStringLiteral("a reply is too deep"));
    constexpr qint64 reserved = 16; // a count alone, without what it counts, gets no memory
    value.items.reserve(size_t(std::min(missing, reserved)));
    m_open.push_back({std::move(value), missing, isAttribute});
    return Step::Opened;
}

} // namespace confab
