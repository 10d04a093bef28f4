// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"

#include <deque>
#include <set>

namespace confab {

/// Keeps what is published while room lists are read. A sign-in's list is read a moment before the connection listens
/// to the rooms, and a later list may arrive after newer activity; this brings it up to date, so that nothing is lost
/// in between.
/// Thread: chat thread. Owned by: Hub.
class RecentActivity {
public:
    /// A reading begins: from its place on everything is kept, until finish() or end() of that place.
    quint64 begin();
    /// Brings `rooms`, as `reader` sees them, up to date with what was published since `place`, which ends.
    void finish(quint64 place, UserId reader, QList<Room>& rooms);
    void end(quint64 place);

    void add(const RoomActivity& activity);

    /// The entries kept now.
    size_t size() const { return m_recent.size(); }

private:
    void applyTo(QList<Room>& rooms, UserId reader, quint64 place) const;

    std::multiset<quint64> m_open; // places of the readings that are on their way
    std::deque<RoomActivity> m_recent;
    quint64 m_first = 0; // the place of m_recent's first
};

} // namespace confab
