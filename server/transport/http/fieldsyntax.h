// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

#include <algorithm>

/// The characters of HTTP's grammar (RFC 9110, 5). Pure functions.
namespace confab {

inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

inline bool isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

inline bool isLetterOrDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// RFC 9110, 5.6.2: what methods and names of fields are made of.
inline bool isToken(QByteArrayView bytes) {
    static constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !bytes.isEmpty() &&
           std::all_of(bytes.begin(), bytes.end(), [](char c) { return isLetterOrDigit(c) || marks.contains(c); });
}

inline bool isFieldValue(QByteArrayView bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return c == '\t' || (uchar(c) >= 0x20 && uchar(c) != 0x7f); });
}

} // namespace confab
