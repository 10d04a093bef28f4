// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The part of the hub that applies other nodes' state: their people in the rooms that are open here, and changes of
// rooms and memberships elsewhere.

#include "server/hub/hub.h"

namespace confab {

const Occupants* Hub::occupants(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it != m_rooms.constEnd() && it->isOpen() ? &it->here : nullptr;
}

QList<ConnectionId> Hub::connectionsIn(RoomId room, UserId user) const {
    QList<ConnectionId> found;
    for (const ConnectionId connection : m_users.value(user)) {
        if (hasEntered(connection, room))
            found.append(connection);
    }
    return found;
}

std::optional<QSet<RoomId>> Hub::roomsOf(UserId user) const {
    std::optional<QSet<RoomId>> rooms;
    for (const ConnectionId connection : m_users.value(user)) {
        const auto live = m_connections.constFind(connection);
        if (live->signedIn)
            rooms = rooms.value_or(QSet<RoomId>()).unite(live->rooms);
    }
    return rooms;
}

QSet<SessionId> Hub::sessionsOf(UserId user) const {
    QSet<SessionId> sessions;
    for (const ConnectionId connection : m_users.value(user))
        sessions.insert(m_connections.constFind(connection)->identity.session);
    return sessions;
}

void Hub::roomDeleted(RoomId room, ConnectionId caller) {
    const QList<UserId> users = m_users.keys();
    for (const UserId user : users)
        memberRemoved(room, user, RemovalReason::Deleted, caller);
}

void Hub::peerMoved(NodeRunId peer, RoomId room, const User& user, PresenceState state) {
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end() || !it->isOpen())
        return;
    const bool moved =
        state == PresenceState::Here ? it->here.peerArrived(peer, user) : it->here.peerLeft(peer, user.id);
    if (moved)
        publishPeerMove(room, user, state);
}

void Hub::setPeer(NodeRunId peer, RoomId room, const QList<User>& users) {
    const auto it = m_rooms.find(room);
    if (it != m_rooms.end() && it->isOpen())
        tellMoves(room, it->here.setPeer(peer, users));
}

void Hub::peerGone(NodeRunId peer) {
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it)
        tellMoves(it.key(), it->here.setPeer(peer, {}));
}

void Hub::tellMoves(RoomId room, const Occupants::Moves& moves) {
    for (const User& user : moves.arrived)
        publishPeerMove(room, user, PresenceState::Here);
    for (const User& user : moves.gone)
        publishPeerMove(room, user, PresenceState::Gone);
}

void Hub::publishPeerMove(RoomId room, User who, PresenceState state) {
    who.presence = state == PresenceState::Here ? Availability::Online : availabilityOf(who.id);
    publishMove(room, who, state);
}

} // namespace confab
