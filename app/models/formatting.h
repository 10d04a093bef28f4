// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"

#include <QDate>
#include <QString>

/// Formats values for users: names, times, previews, errors. Pure functions in the reader's locale and time zone.
namespace confab::models {

/// One or two letters for an avatar: of the first and the last word. Whole characters, whatever they are made of.
QString initials(const QString& name);
/// "14:05"
QString clockTime(UtcTime at);
/// Day and time in full, for tool tips and earlier versions.
QString fullTime(UtcTime at);
QDate localDay(UtcTime at);
/// "Today", "Yesterday", "Monday 3 February", with the year when it is another one.
QString dayTitle(QDate day, QDate today);
/// For a list: "14:05" today, "Mon" within a week, a short date before.
QString listTime(UtcTime at, QDate today);
/// For "unread since …": "14:05" today, "Monday, 14:05" within a week, the date before.
QString sinceTime(UtcTime at, QDate today);
/// Of a message, for assistive technology: as sinceTime() within a week, in full before.
QString spokenTime(UtcTime at, QDate today);
/// A time to come, with its day when that is not `today`: 07:00, "tomorrow, 07:00", "3 December, 07:00".
QString untilTime(UtcTime at, QDate today);
/// The beginning of a text in one line; never cuts a character.
QString preview(const QString& text);
/// The error, in one sentence for users; with the time of a retry where the error has it.
QString sentence(const Error& error);

} // namespace confab::models
