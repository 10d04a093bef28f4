// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/timespan.h"

#include <QRegularExpression>

namespace confab::console {

namespace {

qint64 unitMs(QChar unit) {
    switch (unit.unicode()) {
    case u's':
        return 1000;
    case u'm':
        return 60 * 1000;
    case u'h':
        return 60 * 60 * 1000;
    default:
        return 24 * 60 * 60 * 1000;
    }
}

} // namespace

std::optional<qint64> timeSpan(const std::string& text) {
    static const QRegularExpression form(QStringLiteral("\\A([1-9][0-9]{0,8})([smhd])\\z"));
    const QRegularExpressionMatch match = form.match(QString::fromStdString(text));
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 ms = match.captured(1).toLongLong() * unitMs(match.captured(2).front());
    return ms <= longestMs ? std::optional(ms) : std::nullopt;
}

} // namespace confab::console
