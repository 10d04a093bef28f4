// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <map>

namespace confab::client {

/// Puts a room's events, in whatever way they arrive (live, in pages, twice, out of order), into the order of its log:
/// each once, none left out. Has no network: the caller asks the server when isBehind().
class LogCursor {
public:
    /// `last`: all events up to it are known already.
    explicit LogCursor(Seq last = 0) : m_last(last), m_highest(last) {}

    /// Takes an event; returns those that are in order now (none for a duplicate, or while a gap is before it).
    QList<Event> take(const Event& event);
    QList<Event> take(const QList<Event>& events);
    /// The log is known to go up to `seq`.
    void expect(Seq seq) { m_highest = std::max(m_highest, seq); }

    /// All events up to here have been delivered.
    Seq last() const { return m_last; }
    Seq highest() const { return m_highest; }
    /// Events after last() are missing: ask room.events after last().
    bool isBehind() const { return m_last < m_highest; }
    /// Gives up missing events: continues after `last`, held back events included.
    QList<Event> jumpTo(Seq last);

    /// The most events held back while a gap is open; later ones are dropped and requested again.
    static constexpr size_t mostHeld = 2000;

private:
    QList<Event> due();

    Seq m_last;
    Seq m_highest;
    std::map<Seq, Event> m_held;
};

} // namespace confab::client
