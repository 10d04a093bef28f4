// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <map>

namespace confab::client {

/// Puts a room's events, however they come (live, in pages, twice, out of order), into the order of its log: each once,
/// none left out. Knows no network: whoever feeds it asks the server when isBehind().
class LogCursor {
public:
    /// `last`: everything up to it is known already.
    explicit LogCursor(Seq last = 0) : m_last(last), m_highest(last) {}

    /// Takes an event; gives those that are in order now (none for a duplicate, or while a hole is before it).
    QList<Event> take(const Event& event);
    QList<Event> take(const QList<Event>& events);
    /// The log is known to go up to `seq`.
    void expect(Seq seq) { m_highest = std::max(m_highest, seq); }

    /// Everything up to here has been given out.
    Seq last() const { return m_last; }
    Seq highest() const { return m_highest; }
    /// There are events after last() that have not come: ask room.events after last().
    bool isBehind() const { return m_last < m_highest; }
    /// Gives up on what is missing: goes on after `last`, what is held back included.
    QList<Event> jumpTo(Seq last);

    /// Events held back while a hole is open; what comes beyond is dropped and asked for again.
    static constexpr size_t mostHeld = 2000;

private:
    QList<Event> due();

    Seq m_last;
    Seq m_highest;
    std::map<Seq, Event> m_held;
};

} // namespace confab::client
