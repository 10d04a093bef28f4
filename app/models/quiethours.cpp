// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/quiethours.h"

#include "app/models/formatting.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace confab::models {

bool QuietHours::covers(const QDateTime& local) const {
    const QTime now = local.time();
    if (!isOn || from == to)
        return false;
    return from < to ? now >= from && now < to : now >= from || now < to;
}

QDateTime QuietHours::changeAfter(const QDateTime& local) const {
    return std::min(next(from, local), next(to, local));
}

QDateTime QuietHours::next(QTime time, const QDateTime& local) {
    return {local.date().addDays(local.time() < time ? 0 : 1), time};
}

QString timeOfDayText(QTime time) {
    const QDateTime anyDay(QDate(2026, 1, 1), time);
    return clockTime({anyDay.toMSecsSinceEpoch()});
}

std::optional<QTime> timeOfDay(const QString& text) {
    static const QRegularExpression digits(QStringLiteral("^([01]?\\d|2[0-3])(?:[:.]?([0-5]\\d))?$"));
    const QString wanted = text.simplified();
    if (const QRegularExpressionMatch match = digits.match(wanted); match.hasMatch())
        return QTime(match.captured(1).toInt(), match.captured(2).toInt());
    const QTime time = QLocale().toTime(wanted, QLocale::ShortFormat); // "10:00 PM"
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace confab::models
