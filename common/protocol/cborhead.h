// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

#include <optional>

/// The head of each item of CBOR (RFC 8949, section 3): its major type and a number. Thread: any.
namespace confab::cbor {

// Major types.
inline constexpr quint8 unsignedNumber = 0, negativeNumber = 1, byteString = 2, textString = 3, listItem = 4,
                        mapItem = 5, tag = 6, simple = 7;
// Of the simple ones, by `info`.
inline constexpr quint8 no = 20, yes = 21, null = 22, undefined = 23, half = 25, single = 26, twofold = 27;
// How the number is written, by `info`: below inFirstByte it is the number itself.
inline constexpr quint8 inFirstByte = 24, longest = 27, open = 31;

struct Head {
    quint8 major = 0;
    quint8 info = 0; // how the number is written
    quint64 number = 0;
    /// Its length is indefinite; a break ends it.
    bool isOpen() const { return info == open; }
};

/// Takes one off the front. Empty when the bytes end too early, for reserved values, and for a break.
inline std::optional<Head> takeHead(QByteArrayView& from) {
    if (from.isEmpty())
        return std::nullopt;
    const quint8 first = quint8(from.front());
    Head head{quint8(first >> 5), quint8(first & 0x1f), quint64(first & 0x1f)};
    from = from.sliced(1);
    const bool mayBeOpen = head.major >= byteString && head.major <= mapItem;
    if (head.info < inFirstByte || (head.isOpen() && mayBeOpen))
        return head;
    if (head.info > longest)
        return std::nullopt;
    const qsizetype bytes = qsizetype(1) << (head.info - inFirstByte);
    if (from.size() < bytes)
        return std::nullopt;
    head.number = 0;
    for (const char byte : from.first(bytes))
        head.number = head.number << 8 | quint8(byte);
    from = from.sliced(bytes);
    return head;
}

} // namespace confab::cbor
