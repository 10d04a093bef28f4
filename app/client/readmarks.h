// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>

namespace confab::client {

/// The user's own read marks that the server has not confirmed. They go forward, as messages are read, or back, when
/// the user marks something as unread again; what is shown follows them at once.
/// Thread: the client's. Owned by: Rooms.
class ReadMarks {
public:
    /// The last seq of the room that was seen, on any device.
    Seq seen(const Room& room) const { return std::max(room.readSeq, m_marks.value(room.id)); }
    /// Whether the mark went back, so that it counts although the server knows a higher one.
    bool isBack(RoomId room) const { return m_back.contains(room); }
    /// Whether the mark is higher than what the server knows.
    bool isAhead(const Room& room) const { return m_marks.value(room.id) > room.readSeq; }
    /// What the server has to be told; empty: it knows.
    std::optional<Seq> unsent(const Room& room) const;

    void move(RoomId room, Seq seq);
    void moveBack(RoomId room, Seq seq);
    /// The server has this one, and its answer's figures may be shown: false when they are those of an earlier mark,
    /// or a later mark is on its way.
    bool confirm(Room& room, Seq seq);
    /// The room as the server sent it, with what it does not know yet.
    Room appliedTo(Room room) const;

    void forget(RoomId room);
    void clear();
    /// Those of an earlier run.
    void restore(const QHash<RoomId, Seq>& marks) { m_marks = marks; }

private:
    QHash<RoomId, Seq> m_marks;
    QSet<RoomId> m_back; // of m_marks
};

} // namespace confab::client
