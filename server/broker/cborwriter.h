// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QStringView>

#include <string_view>

namespace confab {

/// Writes CBOR (RFC 8949) item by item, without making a tree of it first.
/// Thread: any. Owned by: who writes.
class CborWriter {
public:
    explicit CborWriter(QByteArray& to) : m_to(to) {}

    void number(qint64 value) {
        if (value >= 0)
            head(unsignedNumber, quint64(value));
        else
            head(negativeNumber, ~quint64(value));
    }
    void boolean(bool value) { m_to.append(char(value ? yes : no)); }
    void text(std::string_view ascii) {
        head(textItem, ascii.size());
        m_to.append(ascii.data(), qsizetype(ascii.size()));
    }
    void text(QStringView text) {
        const QByteArray utf8 = text.toUtf8();
        head(textItem, quint64(utf8.size()));
        m_to.append(utf8);
    }
    /// So many items follow.
    void list(qsizetype items) { head(listItem, quint64(items)); }
    /// So many pairs of a key and a value follow.
    void map(qsizetype pairs) { head(mapItem, quint64(pairs)); }
    /// An item that is CBOR already.
    void item(QByteArrayView cbor) { m_to.append(cbor); }

private:
    // The first three bits of an item: its major type.
    static constexpr quint8 unsignedNumber = 0x00, negativeNumber = 0x20, textItem = 0x60, listItem = 0x80,
                            mapItem = 0xa0;
    static constexpr quint8 no = 0xf4, yes = 0xf5;

    /// The number stands in the first byte, or its length does.
    void head(quint8 major, quint64 number) {
        constexpr quint64 inFirstByte = 24;
        if (number < inFirstByte) {
            m_to.append(char(major | quint8(number)));
            return;
        }
        const int log = number <= 0xff ? 0 : number <= 0xffff ? 1 : number <= 0xffff'ffff ? 2 : 3; // of the bytes
        m_to.append(char(major | quint8(inFirstByte + quint64(log))));
        for (int shift = (8 << log) - 8; shift >= 0; shift -= 8)
            m_to.append(char(number >> shift));
    }

    QByteArray& m_to;
};

} // namespace confab
