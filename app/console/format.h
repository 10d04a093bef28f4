// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/styledtext.h"
#include "common/protocol/account.h"
#include "common/protocol/types.h"

#include <QTimeZone>

namespace confab::console {

/// Formats values of the protocol for a terminal, as one line or several. Pure. Names and other users' texts can't look
/// like another line; Output removes control characters.
class Format {
public:
    /// `zone`: an invalid one means the local time of this process, as the C library has it. (Qt has no zone for some
    /// values of TZ that the C library understands, such as "GMT+3".)
    explicit Format(QTimeZone zone = {}) : m_zone(std::move(zone)) {}

    /// "12:03 Ben: hello"; further lines are indented. An event of an unknown kind is an empty text.
    StyledText event(const Event& event, const QString& author) const;
    StyledText message(const Message& message, const QString& author) const;
    /// "     7    3 new  General: last words", for a list.
    StyledText room(const Room& room) const;
    /// "General, 31 January 2026, 413": where a message is, for those who look for it.
    StyledText place(const QString& room, const Message& message) const;
    /// "    41  confab on ana-laptop, 192.0.2.7, last used 31 January 2026, 12:03", for a list.
    StyledText session(const DeviceSession& session) const;
    /// "Ana, 🌴 On holiday until 3 February 2026, 08:00": what somebody tells of themselves.
    StyledText person(const User& user) const;
    /// "Monday, 31 January 2026"
    StyledText day(UtcTime at) const;
    /// Whether both are on the same day here.
    bool sameDay(UtcTime a, UtcTime b) const;
    /// A line of the program itself, distinct from messages; further lines are indented.
    StyledText notice(const QString& text) const;

private:
    StyledText spoken(UtcTime at, const QString& author, const QString& body) const;
    StyledText told(UtcTime at, const QString& text) const;
    QString time(UtcTime at) const;
    QDateTime local(UtcTime at) const;

    QTimeZone m_zone;
};

} // namespace confab::console
