// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <QList>

#include <map>

namespace confab {

/// An event of the log and its author's name.
struct NamedEvent {
    Event event;
    QString byName;
    bool isOwn = false; ///< stored by this node, which has already applied its effects
};

/// The end of one room's log as this node delivers it: by seq, without holes, each event once, in whatever order they
/// arrive.
/// Thread: any one. Owned by: RoomFollower.
class RoomTail {
public:
    /// Events up to `position` have been delivered.
    explicit RoomTail(Seq position) : m_position(position) {}

    /// The events that can be delivered now: none when this one is known or has a hole before it.
    QList<NamedEvent> push(NamedEvent event);
    /// The log is known to go up to here.
    void raiseHead(Seq seq) { m_head = std::max(m_head, seq); }

    Seq position() const { return m_position; }
    /// Whether something before what is known is missing.
    bool hasGap() const { return m_head > m_position; }

private:
    Seq m_position;
    Seq m_head = 0;
    std::map<Seq, NamedEvent> m_buffered; // beyond a hole
};

} // namespace confab
