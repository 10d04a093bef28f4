// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/activerooms.h"

#include "server/hub/connections.h"

#include <algorithm>

namespace confab {

namespace {

User withAvailability(User user, std::optional<Availability> availability) {
    user.presence = availability;
    return user;
}

} // namespace

bool ActiveRooms::ActiveRoom::isOpen() const {
    return std::any_of(listeners.begin(), listeners.end(), [](int count) { return count > 0; });
}

ActiveRooms::ActiveRoom& ActiveRooms::roomOf(RoomId room) {
    ActiveRoom& active = m_rooms[room];
    active.listeners.resize(m_ports.size());
    return active;
}

void ActiveRooms::forgetIfIdle(RoomId room) {
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd() && it->isIdle())
        m_rooms.erase(it);
}

// ---- listeners and occupants of this node

void ActiveRooms::listen(ConnectionId connection, RoomId room, Subscription from, Subscription to, Seq known) {
    ActiveRoom& active = roomOf(room);
    const bool wasOpen = active.isOpen();
    active.listeners[connection.io] += int(to != Subscription::None) - int(from != Subscription::None);
    if (to != Subscription::Activity)
        active.waiting.removeOne(connection);
    post(connection, Listen{connection, room, to, known});
    m_counters.roomsOpen.add(int(active.isOpen()) - int(wasOpen));
    if (m_listener && !wasOpen && active.isOpen())
        m_listener->roomOpened(room, known);
    if (wasOpen && !active.isOpen()) {
        active.here = {}; // occupants on other nodes are announced by those nodes when it is opened again
        if (m_listener)
            m_listener->roomClosed(room);
    }
}

void ActiveRooms::arrived(ConnectionId connection, RoomId room, const User& who) {
    const Occupants::Change change = roomOf(room).here.arrived(who, m_connections.isHidden(who.id));
    const User told = withAvailability(who, m_connections.availabilityOf(who.id));
    m_counters.peopleInRooms.add(int(change.onThisNode));
    if (change.anywhere)
        publishMove(room, told, PresenceState::Here, connection);
    if (change.onThisNode && !change.isHidden && m_listener)
        m_listener->occupantArrived(room, told);
}

void ActiveRooms::left(ConnectionId connection, RoomId room, const User& who, Subscription to,
                       std::optional<Availability> availability) {
    const Occupants::Change change = roomOf(room).here.left(who.id);
    m_counters.peopleInRooms.add(-int(change.onThisNode));
    listen(connection, room, Subscription::Events, to);
    if (change.anywhere)
        publishMove(room, withAvailability(who, availability), PresenceState::Gone);
    if (!change.onThisNode || !m_listener)
        return;
    if (!change.isHidden)
        m_listener->occupantLeft(room, who);
    m_listener->seatLeft(room, who.id);
}

void ActiveRooms::setHidden(RoomId room, const User& who, bool isHidden, std::optional<Availability> availability) {
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return;
    const Occupants::Change change = it->here.setHidden(who.id, isHidden);
    const User told = withAvailability(who, availability);
    if (change.anywhere)
        publishMove(room, told, isHidden ? PresenceState::Gone : PresenceState::Here);
    if (!change.onThisNode || !m_listener)
        return;
    if (isHidden)
        m_listener->occupantLeft(room, told);
    else
        m_listener->occupantArrived(room, told);
}

void ActiveRooms::rename(UserId user, const QString& name) {
    for (ActiveRoom& room : m_rooms)
        room.here.rename(user, name);
}

int ActiveRooms::hereCount(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? 0 : it->here.count();
}

const Occupants* ActiveRooms::occupants(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it != m_rooms.constEnd() && it->isOpen() ? &it->here : nullptr;
}

// ---- seats

Status ActiveRooms::checkSeat(RoomId room, UserId user, std::optional<int> capacity) const {
    const Occupants* here = occupants(room);
    if (!capacity || !here || here->seats() < *capacity || here->hasSeat(user))
        return {};
    Error full(ErrorKind::RoomFull);
    full.capacity = *capacity;
    return fail(std::move(full));
}

void ActiveRooms::awaitSeat(ConnectionId connection, RoomId room) {
    const auto it = m_rooms.find(room);
    if (it != m_rooms.end() && it->waiting.size() < seatWaiters && !it->waiting.contains(connection))
        it->waiting.append(connection);
}

void ActiveRooms::stopWaiting(ConnectionId connection, RoomId room) {
    if (const auto it = m_rooms.find(room); it != m_rooms.end())
        it->waiting.removeOne(connection);
}

// ---- entering

void ActiveRooms::beginEntering(quint64 number, RoomId room, bool wantsEvents) {
    roomOf(room).entering.emplace_back(number, wantsEvents);
}

std::optional<Entering> ActiveRooms::takeEntering(quint64 number, RoomId room) {
    const auto active = m_rooms.find(room);
    if (active == m_rooms.end())
        return std::nullopt;
    const auto it = std::ranges::find(active->entering, number, &Entering::number);
    if (it == active->entering.end())
        return std::nullopt;
    Entering taken = std::move(*it);
    active->entering.erase(it);
    if (active->entering.empty())
        active->entering.shrink_to_fit(); // a room that nobody enters keeps no memory of a crowd
    return taken;
}

size_t ActiveRooms::enterings() const {
    size_t count = 0;
    for (const ActiveRoom& room : m_rooms)
        count += room.entering.size();
    return count;
}

// ---- occupants on another node

void ActiveRooms::remoteMoved(NodeRunId node, RoomId room, const User& user, PresenceState state) {
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end() || !it->isOpen())
        return;
    const bool moved =
        state == PresenceState::Here ? it->here.remoteArrived(node, user) : it->here.remoteLeft(node, user.id);
    if (moved)
        publishRemoteMove(room, user, state);
}

void ActiveRooms::setRemote(NodeRunId node, RoomId room, const QList<User>& users) {
    const auto it = m_rooms.find(room);
    if (it != m_rooms.end() && it->isOpen())
        publishRemoteMoves(room, it->here.setRemote(node, users));
}

void ActiveRooms::remoteGone(NodeRunId node) {
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it)
        publishRemoteMoves(it.key(), it->here.setRemote(node, {}));
}

void ActiveRooms::publishRemoteMoves(RoomId room, const Occupants::Moves& moves) {
    for (const User& user : moves.arrived)
        publishRemoteMove(room, user, PresenceState::Here);
    for (const User& user : moves.gone)
        publishRemoteMove(room, user, PresenceState::Gone);
}

void ActiveRooms::publishRemoteMove(RoomId room, User who, PresenceState state) {
    if (state == PresenceState::Gone)
        who.presence = m_connections.availabilityOf(who.id);
    else if (!who.presence) // from a list, or a node of before
        who.presence = Availability::Online;
    publishMove(room, who, state);
}

// ---- sending

void ActiveRooms::publishEvent(const Event& event, const QString& byName, const RoomActivity& activity) {
    const auto it = m_rooms.find(event.room);
    if (it == m_rooms.end())
        return; // no connection here listens
    for (Entering& entering : it->entering)
        entering.keep(event, byName);
    send(*it, {event.room, RoomEventNotice{event}, activity, {}});
}

void ActiveRooms::publish(RoomId room, Notification notification, ConnectionId except) {
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd())
        send(*it, {room, std::move(notification), {}, except});
}

void ActiveRooms::publishMove(RoomId room, const User& who, PresenceState state, ConnectionId except) {
    const RoomPresence move{room, who, state, hereCount(room)};
    publish(room, move, except);
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd()) {
        for (const ConnectionId connection : it->waiting)
            post(connection, Notified{connection, move});
    }
}

void ActiveRooms::send(const ActiveRoom& room, Publication publication) {
    const auto shared = std::make_shared<const Publication>(std::move(publication));
    for (size_t io = 0; io < m_ports.size(); ++io) {
        if (room.listeners[io] > 0)
            m_ports[io]->post(shared);
    }
}

} // namespace confab
