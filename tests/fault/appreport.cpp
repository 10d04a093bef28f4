// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/appreport.h"

namespace confab::test {

QByteArray AppReport::line() const {
    return QByteArray(1, char(kind)) + '\t' + QByteArray::number(awake) + '\t' + QByteArray::number(room.value) + '\t' +
           QByteArray::number(seq) + '\t' + text.toUtf8() + '\n';
}

std::optional<AppReport> AppReport::parse(const QByteArray& line) {
    const QList<QByteArray> parts = line.trimmed().split('\t');
    if (parts.size() < 4 || parts[0].size() != 1)
        return std::nullopt;
    return AppReport{Kind(parts[0][0]), parts[1].toLongLong(), RoomId{parts[2].toLongLong()}, parts[3].toLongLong(),
                     QString::fromUtf8(parts.value(4))};
}

} // namespace confab::test
