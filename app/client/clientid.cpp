// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/clientid.h"

#include <QRandomGenerator>
#include <QUuid>

namespace confab::client {

QString newClientId(UtcTime now) {
    QRandomGenerator& chance = *QRandomGenerator::system();
    const auto time = quint64(now.ms);
    const auto versioned = quint16(0x7000 | (chance.generate() & 0x0FFF));
    const quint64 last = (chance.generate64() & 0x3FFF'FFFF'FFFF'FFFF) | 0x8000'0000'0000'0000; // the variant: 10
    const auto byte = [last](int number) { return uchar(last >> (56 - 8 * number)); };
    return QUuid(uint(time >> 16), ushort(time), versioned, byte(0), byte(1), byte(2), byte(3), byte(4), byte(5),
                 byte(6), byte(7))
        .toString(QUuid::WithoutBraces);
}

} // namespace confab::client
