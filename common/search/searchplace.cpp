// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/search/searchplace.h"

#include <QStringList>

namespace confab {

namespace {

// What a JSON number holds exactly, so no id, seq or time is greater; and one more than it does not overflow.
constexpr qint64 greatest = (qint64(1) << 53) - 1;

std::optional<qint64> numberOf(const QString& text) {
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 && number <= greatest ? std::optional(number) : std::nullopt;
}

} // namespace

QString SearchPlace::toCursor() const {
    return QStringLiteral("%1.%2.%3").arg(QString::number(at.ms), QString::number(room.value), QString::number(seq));
}

std::optional<SearchPlace> SearchPlace::fromCursor(const QString& cursor) {
    const QStringList parts = cursor.split(u'.');
    if (parts.size() != 3)
        return std::nullopt;
    const std::optional<qint64> at = numberOf(parts[0]), room = numberOf(parts[1]), seq = numberOf(parts[2]);
    if (!at || !room || !seq)
        return std::nullopt;
    return SearchPlace{UtcTime{*at}, RoomId{*room}, *seq};
}

} // namespace confab
