// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonwriter.h"

#include "common/protocol/utf8.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>
#include <limits>

namespace confab::wire {

namespace {

constexpr qsizetype bytesPerUnit = 6; // a UTF-16 unit as \u001f; all others are shorter

bool standsForItself(char16_t unit) {
    return unit >= 0x20 && unit < utf8::firstBeyondAscii && unit != u'"' && unit != u'\\';
}

constexpr int unitsInBlock = 16; // a few vector instructions

/// Writes a block of units that need no escape; most text is such blocks. False when one unit needs one.
bool putBlock(const char16_t*& from, char*& to) {
    bool all = true;
    for (int i = 0; i < unitsInBlock; ++i) {
        to[i] = char(from[i]);
        all &= standsForItself(from[i]);
    }
    if (!all)
        return false;
    from += unitsInBlock;
    to += unitsInBlock;
    return true;
}

void putHex(char16_t unit, char*& to) {
    constexpr char digits[] = "0123456789abcdef";
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = digits[unit >> shift & 0xf];
}

/// A quote, a backslash or a control character.
void putEscaped(char16_t unit, char*& to) {
    constexpr std::u16string_view hasShortForm = u"\"\\\b\f\n\r\t";
    constexpr std::string_view shortForm = "\"\\bfnrt";
    const size_t at = hasShortForm.find(unit);
    if (at == hasShortForm.npos)
        return putHex(unit, to);
    *to++ = '\\';
    *to++ = shortForm[at];
}

/// Writes the unit or pair at `from`, and moves both pointers behind it.
void putUnit(const char16_t*& from, const char16_t* end, char*& to) {
    const char16_t unit = *from++;
    if (standsForItself(unit))
        *to++ = char(unit);
    else if (unit < utf8::firstBeyondAscii)
        putEscaped(unit, to);
    else if (!QChar::isSurrogate(unit))
        utf8::put(unit, to);
    else if (from != end && utf8::isPair(unit, *from))
        utf8::put(QChar::surrogateToUcs4(unit, *from++), to);
    else
        putHex(unit, to);
}

} // namespace

void JsonWriter::key(std::string_view name) {
    constexpr qsizetype around = 4; // ,"":
    char* to = m_to.room(qsizetype(name.size()) + around);
    if (m_isFollowing)
        *to++ = ',';
    *to++ = '"';
    to = std::copy(name.begin(), name.end(), to);
    *to++ = '"';
    *to++ = ':';
    m_to.filledTo(to);
    m_isFollowing = false;
}

void JsonWriter::number(qint64 value) {
    separate();
    constexpr qsizetype longest = std::numeric_limits<qint64>::digits10 + 2; // one more digit, and the sign
    char* const room = m_to.room(longest);
    m_to.filledTo(std::to_chars(room, room + longest, value).ptr);
}

void JsonWriter::text(QStringView value) {
    separate();
    m_to.append('"');
    constexpr qsizetype unitsAtOnce = 32; // so that a text does not make room for six times its length
    const char16_t* from = value.utf16();
    const char16_t* const end = from + value.size();
    while (from != end) {
        const char16_t* const until = from + std::min<qsizetype>(end - from, unitsAtOnce);
        char* to = m_to.room(unitsAtOnce * bytesPerUnit);
        while (until - from >= unitsInBlock && putBlock(from, to)) {
        }
        while (from < until)
            putUnit(from, end, to);
        m_to.filledTo(to);
    }
    m_to.append('"');
}

qsizetype jsonBytes(QStringView text) {
    qsizetype bytes = 0;
    const char16_t* from = text.utf16();
    const char16_t* const end = from + text.size();
    while (from != end) {
        char unit[bytesPerUnit];
        char* to = unit;
        putUnit(from, end, to);
        bytes += to - unit;
    }
    return bytes;
}

void JsonWriter::plain(std::string_view value) {
    separate();
    m_to.append('"');
    m_to.append(value);
    m_to.append('"');
}

void JsonWriter::value(const QCborValue& value) {
    // In a list, because a document can't be a mere number.
    const QByteArray list = QJsonDocument(QJsonArray{value.toJsonValue()}).toJson(QJsonDocument::Compact);
    item({list.constData() + 1, size_t(list.size()) - 2});
}

} // namespace confab::wire
