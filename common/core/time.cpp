// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/time.h"

#include <QDateTime>

namespace confab {

UtcTime UtcTime::now() {
    return {QDateTime::currentMSecsSinceEpoch()};
}

QString UtcTime::toIso() const {
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<UtcTime> UtcTime::fromIso(const QString& text) {
    const QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    const UtcTime time{parsed.toMSecsSinceEpoch()};
    if (time.toIso().isEmpty())
        return std::nullopt; // in UTC it is beyond the year 9999, which ISO 8601 has no digits for
    return time;
}

} // namespace confab
