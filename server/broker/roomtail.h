// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <QList>

#include <map>

namespace confab {

/// An event of the log and the name of who caused it.
struct NamedEvent {
    Event event;
    QString byName;
    bool isOwn = false; ///< stored by this node, which has done by itself what follows from it
};

/// The end of one room's log as this node hands it out: by seq, without a hole, each once, however the events come.
/// Thread: any one. Owned by: RoomFollower.
class RoomTail {
public:
    /// Those up to `position` have been handed out.
    explicit RoomTail(Seq position) : m_position(position) {}

    /// The events that can be handed out now: none when this one is known or has a hole before it.
    QList<NamedEvent> offer(NamedEvent event);
    /// The log is known to go up to here.
    void mustReach(Seq seq) { m_head = std::max(m_head, seq); }

    Seq position() const { return m_position; }
    /// Whether something before what is known is missing.
    bool hasHole() const { return m_head > m_position; }

private:
    Seq m_position;
    Seq m_head = 0;
    std::map<Seq, NamedEvent> m_aside; // beyond a hole
};

} // namespace confab
