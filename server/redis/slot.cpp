// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/slot.h"

#include <array>

namespace confab {

namespace {

constexpr std::array<quint16, 256> crcTable() {
    std::array<quint16, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte) {
        unsigned crc = byte << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0);
        table[byte] = quint16(crc);
    }
    return table;
}

quint16 crc16(QByteArrayView bytes) {
    static constexpr std::array<quint16, 256> table = crcTable();
    quint16 crc = 0;
    for (const char byte : bytes)
        crc = quint16((crc << 8) ^ table[((crc >> 8) ^ quint8(byte)) & 0xff]);
    return crc;
}

/// The hashed part of a channel's name: "7" of "room:{7}"; all of it when there are no braces or nothing in them.
QByteArrayView hashTag(QByteArrayView channel) {
    const qsizetype open = channel.indexOf('{');
    if (open < 0)
        return channel;
    const qsizetype close = channel.indexOf('}', open + 1);
    return close > open + 1 ? channel.sliced(open + 1, close - open - 1) : channel;
}

} // namespace

int slotOf(QByteArrayView channel) {
    return crc16(hashTag(channel)) % slotCount;
}

} // namespace confab
