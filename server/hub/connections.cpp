// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/connections.h"

namespace confab {

ConnectionEntry* Connections::find(ConnectionId connection) {
    const auto it = m_entries.find(connection);
    return it == m_entries.end() ? nullptr : &*it;
}

const ConnectionEntry* Connections::find(ConnectionId connection) const {
    const auto it = m_entries.constFind(connection);
    return it == m_entries.constEnd() ? nullptr : &*it;
}

bool Connections::assign(ConnectionId connection, UserId user) {
    QList<ConnectionId>& connections = m_users[user].connections;
    connections.append(connection);
    return connections.size() == 1;
}

bool Connections::release(ConnectionId connection, UserId user) {
    const auto it = m_users.find(user);
    if (it == m_users.end())
        return false;
    it->connections.removeOne(connection);
    if (!it->connections.isEmpty())
        return false;
    m_users.erase(it);
    return true;
}

const Identity* Connections::identity(ConnectionId connection) const {
    const ConnectionEntry* entry = find(connection);
    return entry && entry->signedIn ? &entry->identity : nullptr;
}

bool Connections::isMember(ConnectionId connection, RoomId room) const {
    const ConnectionEntry* entry = find(connection);
    return entry && entry->rooms.contains(room);
}

bool Connections::hasEntered(ConnectionId connection, RoomId room) const {
    const ConnectionEntry* entry = find(connection);
    return entry && entry->entered.contains(room);
}

QList<ConnectionId> Connections::ofSession(SessionId session) const {
    QList<ConnectionId> found;
    for (auto it = m_entries.constBegin(); it != m_entries.constEnd(); ++it) {
        if (it->identity.user && it->identity.session == session)
            found.append(it.key());
    }
    return found;
}

QList<ConnectionId> Connections::inRoom(RoomId room, UserId user) const {
    QList<ConnectionId> found = ofUser(user);
    found.removeIf([this, room](ConnectionId connection) { return !hasEntered(connection, room); });
    return found;
}

std::optional<Availability> Connections::availabilityOf(UserId user) const {
    return isOnline(user) && !isHidden(user) ? choiceOf(user) : elsewhere();
}

bool Connections::setChoice(UserId user, Availability choice, bool isRead) {
    const auto it = m_users.find(user);
    if (it == m_users.end() || (isRead && it->choice))
        return false;
    const Availability before = it->choice.value_or(Availability::Online);
    it->choice = choice;
    return before != choice;
}

std::optional<Availability> Connections::elsewhere() const {
    return m_isShared ? std::nullopt : std::optional(Availability::Offline);
}

std::optional<QSet<RoomId>> Connections::roomsOf(UserId user) const {
    std::optional<QSet<RoomId>> rooms;
    for (const ConnectionId connection : ofUser(user)) {
        const ConnectionEntry* entry = find(connection);
        if (entry->signedIn)
            rooms = rooms.value_or(QSet<RoomId>()).unite(entry->rooms);
    }
    return rooms;
}

QSet<SessionId> Connections::sessionsOf(UserId user) const {
    QSet<SessionId> sessions;
    for (const ConnectionId connection : ofUser(user))
        sessions.insert(find(connection)->identity.session);
    return sessions;
}

} // namespace confab
