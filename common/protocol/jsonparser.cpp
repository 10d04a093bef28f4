// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonparser.h"

#include "common/protocol/limits.h"

#include <QStringDecoder>
#include <QUtf8StringView>

#include <cmath>
#include <cstring>

namespace confab {

namespace {

using Kind = FrameNode::Kind;

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

/// Where the first `c` is; the end when there is none.
const char* find(char c, const char* from, const char* end) {
    const void* found = std::memchr(from, c, size_t(end - from));
    return found ? static_cast<const char*>(found) : end;
}

/// The quote that ends the text, or the end.
const char* endOfText(const char* from, const char* end) {
    while (from != end && *from != '"') {
        if (*from == '\\' && ++from == end) // the escaped character does not end the text
            break;
        ++from;
    }
    return from;
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = char(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The four digits behind \u, as a unit of UTF-16; moves behind them.
std::optional<char16_t> takeHex(const char*& at, const char* end) {
    constexpr int digits = 4;
    if (end - at < digits)
        return std::nullopt;
    int unit = 0;
    for (int i = 0; i < digits; ++i) {
        const int digit = hexDigit(*at++);
        if (digit < 0)
            return std::nullopt;
        unit = unit << 4 | digit;
    }
    return char16_t(unit);
}

/// Decodes the escape behind a backslash; moves behind it.
std::optional<char16_t> takeEscape(const char*& at, const char* end) {
    constexpr std::string_view names = "bfnrt";
    constexpr std::u16string_view controls = u"\b\f\n\r\t";
    if (at == end)
        return std::nullopt;
    const char c = *at++;
    if (c == 'u')
        return takeHex(at, end);
    const size_t control = names.find(c);
    return control == names.npos ? char16_t(uchar(c)) : controls[control];
}

} // namespace

QString JsonParser::run() {
    const char* problem = document();
    return problem
               ? QStringLiteral("Not JSON: %1 at byte %2").arg(QLatin1String(problem), QString::number(m_at - m_begin))
               : QString();
}

const char* JsonParser::document() {
    if (std::string_view(m_at, size_t(m_end - m_at)).starts_with(byteOrderMark))
        m_at += byteOrderMark.size();
    skipSpace();
    if (const char* problem = value(0))
        return problem;
    skipSpace();
    return m_at == m_end ? nullptr : "bytes follow the value";
}

const char* JsonParser::value(int depth) {
    skipSpace();
    if (m_at == m_end)
        return "a value expected";
    switch (*m_at) {
    case '{':
        return object(depth + 1);
    case '[':
        return list(depth + 1);
    case '"':
        return text();
    case 't':
        return word("true", Kind::Boolean, true);
    case 'f':
        return word("false", Kind::Boolean, false);
    case 'n':
        return word("null", Kind::Null);
    default:
        return number();
    }
}

const char* JsonParser::list(int depth) {
    if (depth > limits::frameDepth)
        return "nested too deeply";
    const quint32 index = m_into.count();
    m_into.add(Kind::List);
    ++m_at;
    skipSpace();
    qsizetype items = 0;
    if (!take(']')) {
        do {
            if (const char* problem = value(depth))
                return problem;
            ++items;
            skipSpace();
        } while (take(','));
        if (!take(']'))
            return "a comma or ] expected";
    }
    m_into.close(index, items);
    return nullptr;
}

const char* JsonParser::object(int depth) {
    if (depth > limits::frameDepth)
        return "nested too deeply";
    const quint32 index = m_into.count();
    m_into.add(Kind::Object);
    ++m_at;
    skipSpace();
    qsizetype members = 0;
    if (!take('}')) {
        do {
            if (const char* problem = member(depth))
                return problem;
            ++members;
            skipSpace();
        } while (take(','));
        if (!take('}'))
            return "a comma or } expected";
    }
    m_into.close(index, members);
    return nullptr;
}

const char* JsonParser::member(int depth) {
    skipSpace();
    if (m_at == m_end || *m_at != '"')
        return "a member's name expected";
    if (const char* problem = text())
        return problem;
    skipSpace();
    return take(':') ? value(depth) : "a colon expected";
}

const char* JsonParser::text() {
    const char* const from = ++m_at; // behind the quote
    const char* const end = find('"', from, m_end);
    if (find('\\', from, end) != end)
        return escapedText();
    if (end == m_end)
        return "an unterminated text";
    const QByteArrayView utf8(from, end - from);
    if (!QUtf8StringView(utf8).isValidUtf8())
        return "a text that is not UTF-8";
    m_into.addText(utf8);
    m_at = end + 1;
    return nullptr;
}

const char* JsonParser::escapedText() {
    const char* const end = endOfText(m_at, m_end);
    if (end == m_end)
        return "an unterminated text";
    QString text(end - m_at, Qt::Uninitialized); // never shorter than the decoded text
    QChar* to = text.data();
    // Its pieces are not texts of their own: a U+FEFF at their beginning is an ordinary character.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    while (m_at != end) {
        const char* const backslash = find('\\', m_at, end);
        const QByteArrayView piece(m_at, backslash - m_at);
        if (!QUtf8StringView(piece).isValidUtf8())
            return "a text that is not UTF-8";
        to = decoder.appendToBuffer(to, piece);
        m_at = backslash;
        if (m_at == end)
            break;
        const std::optional<char16_t> unit = takeEscape(++m_at, end);
        if (!unit)
            return "an invalid escape";
        *to++ = QChar(*unit);
    }
    text.truncate(to - text.constData());
    m_into.addText(std::move(text));
    ++m_at;
    return nullptr;
}

const char* JsonParser::number() {
    constexpr qsizetype fitting = std::numeric_limits<qint64>::digits10; // any number of this many digits fits
    const char* const from = m_at;
    const bool isNegative = take('-');
    const char* const digits = m_at;
    qint64 number = 0;
    if (!take('0')) {
        for (; comesDigit() && m_at - digits < fitting; ++m_at)
            number = number * 10 + (*m_at - '0');
    }
    const bool isMore = m_at == digits || (m_at - digits == fitting && comesDigit()) ||
                        (m_at != m_end && (*m_at == '.' || *m_at == 'e' || *m_at == 'E'));
    if (isMore)
        return longNumber(from);
    m_into.addInteger(isNegative ? -number : number);
    return nullptr;
}

/// A number of more than a few digits. A whole number is an integer, however it is written.
const char* JsonParser::longNumber(const char* from) {
    while (comesDigit())
        ++m_at;
    bool isWhole = true;
    if (take('.')) {
        for (; comesDigit(); ++m_at)
            isWhole = isWhole && *m_at == '0';
    }
    if (take('e') || take('E')) {
        isWhole = false;
        if (!take('-'))
            take('+');
        while (comesDigit())
            ++m_at;
    }
    const QByteArray written = QByteArray::fromRawData(from, m_at - from);
    bool isRight = false;
    if (const qint64 number = isWhole ? written.toLongLong(&isRight) : 0; isRight) {
        m_into.addInteger(number);
        return nullptr;
    }
    const double real = written.toDouble(&isRight);
    if (!isRight)
        return "a value expected";
    constexpr double tooMuch = 9223372036854775808.0; // 2^63
    if (real == std::trunc(real) && real >= -tooMuch && real < tooMuch)
        m_into.addInteger(qint64(real));
    else
        m_into.addDouble(real);
    return nullptr;
}

const char* JsonParser::word(std::string_view word, Kind kind, bool value) {
    if (!std::string_view(m_at, size_t(m_end - m_at)).starts_with(word))
        return "a value expected";
    m_into.add(kind).integer = value;
    m_at += word.size();
    return nullptr;
}

void JsonParser::skipSpace() {
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
        ++m_at;
}

bool JsonParser::take(char c) {
    if (m_at == m_end || *m_at != c)
        return false;
    ++m_at;
    return true;
}

} // namespace confab
