// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/cborwriter.h"

#include "common/protocol/utf8.h"

namespace confab::wire {

namespace {

// The first three bits of an item: its major type.
constexpr quint8 unsignedNumber = 0x00, negativeNumber = 0x20, textItem = 0x60, listItem = 0x80, mapItem = 0xa0;
constexpr char no = char(0xf4), yes = char(0xf5), nothing = char(0xf6);

/// Replaces half a surrogate pair, which UTF-8 can't encode; QString::toUtf8() writes the same.
constexpr char unsayable = '?';

qsizetype utf8Size(QStringView text) {
    qsizetype size = 0;
    const char16_t* const end = text.utf16() + text.size();
    for (const char16_t* at = text.utf16(); at != end; ++at) {
        if (!QChar::isSurrogate(*at)) {
            size += *at < utf8::firstBeyondAscii ? 1 : *at < 0x800 ? 2 : 3;
        } else if (at + 1 != end && utf8::isPair(*at, at[1])) {
            size += 4;
            ++at;
        } else {
            ++size;
        }
    }
    return size;
}

char* putUtf8(QStringView text, char* to) {
    const char16_t* const end = text.utf16() + text.size();
    for (const char16_t* at = text.utf16(); at != end; ++at) {
        if (*at < utf8::firstBeyondAscii) {
            *to++ = char(*at);
        } else if (!QChar::isSurrogate(*at)) {
            utf8::put(*at, to);
        } else if (at + 1 != end && utf8::isPair(*at, at[1])) {
            utf8::put(QChar::surrogateToUcs4(*at, at[1]), to);
            ++at;
        } else {
            *to++ = unsayable;
        }
    }
    return to;
}

} // namespace

void CborWriter::beginObject(qsizetype members) {
    head(mapItem, quint64(members));
}

void CborWriter::beginList(qsizetype items) {
    head(listItem, quint64(items));
}

void CborWriter::null() {
    m_to.append(nothing);
}

void CborWriter::boolean(bool value) {
    m_to.append(value ? yes : no);
}

void CborWriter::number(qint64 value) {
    if (value >= 0)
        head(unsignedNumber, quint64(value));
    else
        head(negativeNumber, ~quint64(value));
}

void CborWriter::text(QStringView value) {
    const qsizetype size = utf8Size(value);
    head(textItem, quint64(size));
    m_to.filledTo(putUtf8(value, m_to.room(size)));
}

void CborWriter::plain(std::string_view value) {
    head(textItem, value.size());
    m_to.append(value);
}

void CborWriter::value(const QCborValue& value) {
    const QByteArray cbor = value.toCbor();
    m_to.append({cbor.constData(), size_t(cbor.size())});
}

/// The number stands in the first byte, or its length does.
void CborWriter::head(quint8 major, quint64 number) {
    constexpr quint64 inFirstByte = 24;
    if (number < inFirstByte)
        return m_to.append(char(major | quint8(number)));
    const int log = number <= 0xff ? 0 : number <= 0xffff ? 1 : number <= 0xffff'ffff ? 2 : 3; // of the bytes
    m_to.append(char(major | quint8(inFirstByte + quint64(log))));
    for (int shift = (8 << log) - 8; shift >= 0; shift -= 8)
        m_to.append(char(number >> shift));
}

} // namespace confab::wire
