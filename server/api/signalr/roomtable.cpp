// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/roomtable.h"

namespace confab::signalr {

void RoomTable::entered(const Room& room, const QList<User>& here) {
    Entry& entry = m_rooms[room.id];
    ++entry.sessions;
    entry.name = room.name;
    for (const User& user : here)
        entry.people.insert(user.id, user.name);
}

void RoomTable::left(RoomId room) {
    if (const auto it = m_rooms.find(room); it != m_rooms.end() && --it->sessions == 0)
        m_rooms.erase(it);
}

void RoomTable::renamed(RoomId room, const QString& name) {
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->name = name;
}

void RoomTable::renamed(UserId user, const QString& name) {
    for (Entry& entry : m_rooms) {
        if (const auto it = entry.people.find(user); it != entry.people.end())
            *it = name;
    }
}

void RoomTable::arrived(RoomId room, const User& user) {
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->people.insert(user.id, user.name);
}

void RoomTable::gone(RoomId room, UserId user) {
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->people.remove(user);
}

} // namespace confab::signalr
