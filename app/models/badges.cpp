// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/badges.h"

#include "app/models/roomlistmodel.h"

#include <utility>

namespace confab::models {

Badges::Badges(const RoomListModel& rooms) : m_rooms(rooms) {
    connect(&rooms, &RoomListModel::unreadChanged, this, &Badges::count); // at each change of rows
    count();
}

void Badges::count() {
    int number = 0;
    bool isCalling = false;
    for (int row = 0; row < m_rooms.rowCount(); ++row) {
        const Room& room = m_rooms.roomAt(row);
        number += m_rooms.badgeOf(room);
        isCalling = isCalling || m_rooms.isCalling(room);
    }
    const bool wasOther = std::exchange(m_number, number) != number;
    if (std::exchange(m_isCalling, isCalling) != isCalling || wasOther)
        Q_EMIT changed();
}

} // namespace confab::models
