// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hubpeople.h"

namespace confab {

void HubPeople::setChoice(UserId user, Availability choice, bool isRead) {
    Connections& people = m_hub.m_connections;
    const bool wasHidden = people.isHidden(user);
    if (!people.setChoice(user, choice, isRead) || people.isHidden(user) == wasHidden)
        return;
    const QList<ConnectionId> connections = people.ofUser(user);
    for (const ConnectionId connection : connections) {
        const ConnectionEntry& entry = *people.find(connection);
        const User who{user, entry.identity.name, {}};
        for (const RoomId room : entry.entered)
            m_hub.m_rooms.setHidden(room, who, !wasHidden, people.availabilityOf(user));
    }
}

void HubPeople::rename(UserId user, const QString& name) {
    const QList<ConnectionId> connections = m_hub.m_connections.ofUser(user);
    for (const ConnectionId connection : connections) {
        ConnectionEntry& entry = *m_hub.m_connections.find(connection);
        if (entry.signedIn)
            entry.identity.name = name;
    }
    m_hub.m_rooms.rename(user, name);
}

void HubPeople::notifyPeers(UserId user, const QSet<RoomId>& rooms, const Notification& notification) {
    for (const UserId other : m_hub.m_connections.users()) {
        if (other == user)
            continue;
        const QList<ConnectionId> connections = m_hub.m_connections.ofUser(other);
        for (const ConnectionId connection : connections) {
            const ConnectionEntry& entry = *m_hub.m_connections.find(connection);
            if (entry.signedIn && entry.rooms.intersects(rooms))
                m_hub.post(connection, Notified{connection, notification});
        }
    }
}

} // namespace confab
