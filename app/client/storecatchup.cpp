// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/storecatchup.h"

#include "app/client/rooms.h"
#include "app/client/storedlog.h"
#include "app/client/storefeed.h"
#include "app/store/roomlog.h"

namespace confab::client {

StoreCatchUp::StoreCatchUp(const Parts& parts, QObject* parent, std::chrono::milliseconds pause)
    : QObject(parent), m_parts(parts) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &StoreCatchUp::next);
    connect(&parts.rooms, &Rooms::completed, this, &StoreCatchUp::begin);
    connect(&parts.session, &Session::phaseChanged, this, [this] {
        if (m_parts.session.isOnline())
            return;
        ++m_round;
        m_due.clear();
        m_timer.stop();
    });
}

void StoreCatchUp::begin() {
    ++m_round;
    m_due = m_parts.store.logs();
    m_timer.start();
}

/// What happens in an open room is the business of its StoredLog.
void StoreCatchUp::next() {
    while (!m_due.isEmpty() && m_parts.session.isOnline()) {
        const RoomId room = m_due.constBegin().key();
        const Seq asOf = m_due.take(room);
        const Room* facts = m_parts.rooms.find(room);
        if (facts && !m_parts.open.find(room) && facts->lastSeq > asOf &&
            facts->lastSeq - asOf <= StoredLog::mostCaughtUp)
            return read(room, asOf);
    }
}

void StoreCatchUp::read(RoomId room, Seq after) {
    m_parts.connection.call(RoomEvents{room, after, limits::eventsPerPage},
                            {this, [this, room, after, round = m_round](Result<EventsPage> page) {
                                 if (round == m_round)
                                     answered(room, after, std::move(page));
                             }});
}

void StoreCatchUp::answered(RoomId room, Seq after, Result<EventsPage> page) {
    const bool isTaken = page && !m_parts.open.find(room) && !page->events.isEmpty();
    if (isTaken && page->events.constFirst().seq == after + 1) {
        const Seq last = page->events.constLast().seq;
        m_parts.store.put({store::LogEvents{room, page->events}});
        if (page->more)
            m_due.insert(room, last);
    }
    m_timer.start();
}

} // namespace confab::client
