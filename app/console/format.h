// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QTimeZone>

namespace confab::console {

/// How things of the protocol read in a terminal. Pure; other people's text comes out safe (terminaltext.h).
class Format {
public:
    /// `colour`: with the escape sequences that a terminal understands.
    explicit Format(bool colour, QTimeZone zone = QTimeZone::systemTimeZone())
        : m_colour(colour), m_zone(std::move(zone)) {}

    /// "12:03 Ben: hello"; further lines are indented. An event of an unknown kind is an empty text.
    QString event(const Event& event, const QString& author) const;
    QString message(const Message& message, const QString& author) const;
    /// "     7    3 new  General: last words", for a list.
    QString room(const Room& room) const;
    /// "Monday, 31 January 2026"
    QString day(UtcTime at) const;
    /// Whether both are on the same day here.
    bool sameDay(UtcTime a, UtcTime b) const;
    /// A line of this program's own, set apart from what people say.
    QString notice(const QString& text) const;

private:
    QString spoken(UtcTime at, const QString& author, const QString& body) const;
    QString told(UtcTime at, const QString& text) const;
    QString time(UtcTime at) const;
    QString paint(const char* code, const QString& text) const;
    QDateTime local(UtcTime at) const;

    bool m_colour;
    QTimeZone m_zone;
};

} // namespace confab::console
