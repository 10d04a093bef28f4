// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomfiltermodel.h"

#include "common/search/foldedtext.h"

namespace confab::models {

RoomFilterModel::RoomFilterModel(RoomListModel& rooms, Order order) : m_rooms(rooms), m_order(order) {
    setSourceModel(&rooms);
    setDynamicSortFilter(true);
    sort(0);
    connect(&rooms, &RoomListModel::unreadChanged, this, &RoomFilterModel::countsChanged); // at each change of rows
}

int RoomFilterModel::countOf(RoomListModel::Section section) const {
    int count = 0;
    for (int row = 0; row < m_rooms.rowCount(); ++row)
        count += RoomListModel::sectionOf(m_rooms.roomAt(row)) == section ? 1 : 0;
    return count;
}

void RoomFilterModel::setUnfolded(bool unfolded) {
    if (std::exchange(m_unfolded, unfolded) == unfolded)
        return;
    invalidateFilter();
    Q_EMIT filterChanged();
}

int RoomFilterModel::sectionRank(const Room& room) const {
    const RoomListModel::Section section = RoomListModel::sectionOf(room);
    return m_order == Order::ByActivity ? int(section) : section == RoomListModel::Archived ? 1 : 0;
}

void RoomFilterModel::setOpenRoom(double roomId) {
    const RoomId id{qint64(roomId)};
    if (id == m_open)
        return;
    if (m_open) { // each a moment later than the one before: two may be left within a millisecond
        m_lastLeft = std::max(m_lastLeft + 1, UtcTime::now().ms);
        m_leftAt.insert(m_open, m_lastLeft);
    }
    m_open = id;
    if (m_order == Order::ToSwitch)
        invalidate();
}

RoomFilterModel::Place RoomFilterModel::placeOf(const Room& room) const {
    const qint64 activity = RoomListModel::activityOf(room).ms;
    if (m_order != Order::ToSwitch)
        return {false, false, activity};
    return {room.id != m_open, room.unread > 0, std::max(activity, m_leftAt.value(room.id))};
}

void RoomFilterModel::setFilter(const QString& filter) {
    const QString wanted = filter.simplified();
    if (m_filter == wanted)
        return;
    m_filter = wanted;
    m_foldedFilter = foldedText(wanted);
    for (Name& name : m_names)
        name.fit.reset();
    invalidateFilter(); // first, row by row: models behind this one count them
    invalidate();       // the order depends on it, too
    Q_EMIT filterChanged();
}

double RoomFilterModel::roomIdAt(int row) const {
    const QModelIndex source = mapToSource(index(row, 0));
    return source.isValid() ? double(m_rooms.roomAt(source.row()).id.value) : 0;
}

double RoomFilterModel::neighbour(double roomId, int step, bool unreadOnly) const {
    const int count = rowCount();
    int row = step > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        if (roomIdAt(i) == roomId)
            row = i;
    }
    for (int tried = 0; tried < count; ++tried) {
        row = (row + (step > 0 ? 1 : -1) + count) % count;
        const Room& room = m_rooms.roomAt(mapToSource(index(row, 0)).row());
        const double id = roomIdAt(row);
        if (id != roomId && (!unreadOnly || m_rooms.isCalling(room)))
            return id;
    }
    return 0;
}

Fit RoomFilterModel::fit(const Room& room) const {
    if (m_foldedFilter.isEmpty())
        return Fit::Begins;
    Name& name = m_names[room.id];
    if (name.text != room.name)
        name = {room.name, foldedText(room.name), {}};
    if (!name.fit)
        name.fit = fitOf(name.folded, m_foldedFilter);
    return *name.fit;
}

bool RoomFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
    const Room& room = m_rooms.roomAt(row);
    if (m_order == Order::ToForward && room.archived.value_or(false))
        return false;
    if (!m_filter.isEmpty())
        return fit(room) != Fit::None;
    return m_unfolded || m_order != Order::ByActivity || RoomListModel::sectionOf(room) != RoomListModel::Archived;
}

bool RoomFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const Room& a = m_rooms.roomAt(left.row());
    const Room& b = m_rooms.roomAt(right.row());
    if (const int sections = sectionRank(a) - sectionRank(b); sections != 0)
        return sections < 0;
    if (const Fit aFit = fit(a), bFit = fit(b); aFit != bFit)
        return aFit < bFit;
    if (const Place aPlace = placeOf(a), bPlace = placeOf(b); aPlace != bPlace)
        return aPlace > bPlace;
    const int byName = a.name.localeAwareCompare(b.name);
    return byName != 0 ? byName < 0 : a.id < b.id;
}

} // namespace confab::models
