// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace confab::models {

/// A part of each day without notifications, in local time. It passes midnight when it ends earlier than it begins.
/// Pure logic.
struct QuietHours {
    bool isOn = false;
    QTime from{22, 0};
    QTime to{7, 0};

    /// False when both times are the same: that is no part of a day.
    bool covers(const QDateTime& local) const;
    /// The end of the part that covers `local`.
    QDateTime endAfter(const QDateTime& local) const { return next(to, local); }
    /// The next beginning or end after `local`.
    QDateTime changeAfter(const QDateTime& local) const;

    friend bool operator==(const QuietHours&, const QuietHours&) = default;

private:
    static QDateTime next(QTime time, const QDateTime& local);
};

/// "22:00" as the reader's locale writes it.
QString timeOfDayText(QTime time);
/// The reverse; also "22", "7.30" and "0730". Empty for other texts.
std::optional<QTime> timeOfDay(const QString& text);

} // namespace confab::models
