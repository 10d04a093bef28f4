// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QHash>

namespace confab::signalr {

/// The names that a hub's events say, of the rooms in which sessions of this io thread are: notifications carry ids.
/// It knows as many rooms as its sessions are in, and of each those whom room.enter and room.presence name.
/// Thread: its io thread. Owned by: HubDialect.
class RoomTable {
public:
    /// One more session is in the room.
    void entered(const Room& room, const QList<User>& here);
    /// One less.
    void left(RoomId room);

    void renamed(RoomId room, const QString& name);
    void renamed(UserId user, const QString& name);
    void arrived(RoomId room, const User& user);
    void gone(RoomId room, UserId user);

    bool contains(RoomId room) const { return m_rooms.contains(room); }
    /// Empty when it is not known.
    QString roomName(RoomId room) const { return m_rooms.value(room).name; }
    QString userName(RoomId room, UserId user) const { return m_rooms.value(room).people.value(user); }

private:
    struct Entry {
        QString name;
        int sessions = 0;
        QHash<UserId, QString> people;
    };
    QHash<RoomId, Entry> m_rooms;
};

} // namespace confab::signalr
