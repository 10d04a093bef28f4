// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/recentactivity.h"

#include "common/protocol/roomchange.h"
#include "common/protocol/unread.h"

#include <QHash>

#include <algorithm>

namespace confab {

namespace {

// A sign-in reads its rooms in some milliseconds; at ten thousand events a second that is less than a hundred. Beyond
// this the oldest are forgotten, and a room's next activity repairs what its list shows.
constexpr size_t mostKept = 4096;

void apply(Room& room, const RoomActivity& activity, UserId reader) {
    if (activity.lastSeq <= room.lastSeq)
        return;
    applyTo(room, activity, reader);
    if (activity.message)
        countUnread(room, *activity.message, reader);
}

} // namespace

quint64 RecentActivity::begin() {
    const quint64 place = m_first + m_recent.size();
    m_open.insert(place);
    return place;
}

void RecentActivity::finish(quint64 place, UserId reader, QList<Room>& rooms) {
    applyTo(rooms, reader, place);
    end(place);
}

void RecentActivity::end(quint64 place) {
    if (const auto it = m_open.find(place); it != m_open.end())
        m_open.erase(it);
    const quint64 end = m_first + m_recent.size();
    const quint64 needed = m_open.empty() ? end : *m_open.begin();
    for (; m_first < needed; ++m_first)
        m_recent.pop_front();
}

void RecentActivity::add(const RoomActivity& activity) {
    if (m_open.empty())
        return;
    m_recent.push_back(activity);
    if (m_recent.size() > mostKept) {
        m_recent.pop_front();
        ++m_first;
    }
}

void RecentActivity::applyTo(QList<Room>& rooms, UserId reader, quint64 place) const {
    const size_t from = place > m_first ? size_t(place - m_first) : 0;
    if (from >= m_recent.size())
        return;
    QHash<RoomId, Room*> byId;
    for (Room& room : rooms)
        byId.insert(room.id, &room);
    for (size_t i = from; i < m_recent.size(); ++i) {
        if (Room* room = byId.value(m_recent[i].room))
            apply(*room, m_recent[i], reader);
    }
}

} // namespace confab
