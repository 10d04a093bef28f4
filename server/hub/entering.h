// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"
#include "common/protocol/room.h"

namespace confab {

/// One room.enter between its snapshot, which storage reads, and its answer: keeps the events that are published
/// meanwhile, so that none is lost between the snapshot and the live stream.
/// Thread: chat thread. Owned by: ActiveRooms.
class Entering {
public:
    /// `wantsEvents`: the answer carries the events of a page, and so those too.
    Entering(quint64 number, bool wantsEvents) : m_number(number), m_wantsEvents(wantsEvents) {}

    /// Names it; a connection may have several.
    quint64 number() const { return m_number; }
    /// An event that was published. Beyond one page the client fetches the rest.
    void keep(const Event& event, const QString& byName);
    /// Adds the kept events that the snapshot lacks.
    void addTo(Entered& snapshot) const;

private:
    struct Kept {
        Event event;
        QString byName;
    };

    quint64 m_number;
    bool m_wantsEvents;
    QList<Kept> m_events;
    Seq m_lastSeq = 0; // of the last event, kept or not
    bool m_overflowed = false;
    bool m_membersChanged = false; // by one of these events
};

} // namespace confab
