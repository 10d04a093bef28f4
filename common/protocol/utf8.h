// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QChar>

#include <string_view>

/// Encodes UTF-16 as UTF-8, directly into the output.
namespace confab::utf8 {

inline constexpr char16_t firstBeyondAscii = 0x80;
/// The most bytes of one UTF-16 unit; a pair takes four.
inline constexpr qsizetype bytesPerUnit = 3;

/// Whether the two are the halves of one character.
inline bool isPair(char16_t high, char16_t low) {
    return QChar::isHighSurrogate(high) && QChar::isLowSurrogate(low);
}

/// Writes a character that is not ASCII, and moves `to` behind it.
inline void put(char32_t character, char*& to) {
    constexpr unsigned payload = 0x3f, continuation = 0x80;
    const auto next = [&to, character](int shift) { *to++ = char(continuation | (character >> shift & payload)); };
    if (character < 0x800) {
        *to++ = char(0xc0 | character >> 6);
    } else if (character < 0x10000) {
        *to++ = char(0xe0 | character >> 12);
        next(6);
    } else {
        *to++ = char(0xf0 | character >> 18);
        next(12);
        next(6);
    }
    next(0);
}

} // namespace confab::utf8
