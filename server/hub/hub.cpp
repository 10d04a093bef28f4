// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hub.h"

#include <algorithm>

namespace confab {

namespace {

// What a room list shows is one line; the message itself comes when the room is entered.
constexpr qsizetype previewChars = 256;

// More than can be published while one page is read; beyond it the one who enters asks for the rest.
constexpr qsizetype keptWhileEntering = limits::eventsPerPage;

RoomActivity activityOf(const Event& event, const QString& byName) {
    RoomActivity activity{event.room, event.seq, {}, {}};
    if (const auto* posted = std::get_if<MessagePosted>(&event.data)) {
        Message message;
        message.room = event.room;
        message.seq = event.seq;
        message.by = event.by;
        message.at = event.at;
        message.body = posted->body.left(previewChars);
        activity.message = message;
        activity.name = byName;
    }
    return activity;
}

} // namespace

bool Hub::LiveRoom::isIdle() const {
    return entering.empty() && std::all_of(listeners.begin(), listeners.end(), [](int count) { return count == 0; });
}

void Hub::connected(ConnectionId connection) {
    m_connections.insert(connection, Live{});
}

void Hub::disconnected(ConnectionId connection) {
    if (const auto it = m_connections.find(connection); it != m_connections.end()) {
        detach(connection, *it);
        m_connections.erase(it);
    }
}

const Identity* Hub::identity(ConnectionId connection) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->signedIn ? &it->identity : nullptr;
}

bool Hub::beginSignIn(ConnectionId connection, const Identity& identity) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end())
        return false;
    detach(connection, *it); // a connection may sign in again, as somebody else
    it->identity = identity;
    m_users[identity.user].append(connection);
    return true;
}

void Hub::finishSignIn(ConnectionId connection, const QList<Room>& rooms) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end() || !it->identity.user)
        return;
    it->signedIn = true;
    post(connection, SignedIn{connection, it->identity.user});
    for (const Room& room : rooms) {
        if (it->rooms.contains(room.id) || it->leftMeanwhile.contains(room.id))
            continue;
        it->rooms.insert(room.id);
        listen(connection, room.id, Attention::None, Attention::Watching);
    }
    it->leftMeanwhile.clear();
}

void Hub::signOut(ConnectionId connection) {
    if (const auto it = m_connections.find(connection); it != m_connections.end()) {
        detach(connection, *it);
        post(connection, SignedOut{connection});
    }
}

QList<ConnectionId> Hub::connectionsOf(SessionId session) const {
    QList<ConnectionId> found;
    for (auto it = m_connections.constBegin(); it != m_connections.constEnd(); ++it) {
        if (it->identity.user && it->identity.session == session)
            found.append(it.key());
    }
    return found;
}

void Hub::memberAdded(const Room& room, UserId user, ConnectionId caller) {
    const QList<ConnectionId> connections = m_users.value(user);
    for (const ConnectionId connection : connections) {
        Live& live = m_connections[connection];
        live.leftMeanwhile.remove(room.id);
        if (live.rooms.contains(room.id))
            continue;
        live.rooms.insert(room.id);
        listen(connection, room.id, Attention::None, Attention::Watching);
        if (connection != caller)
            post(connection, Notified{connection, RoomAdded{room}});
    }
}

void Hub::memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller) {
    const QList<ConnectionId> connections = m_users.value(user);
    for (const ConnectionId connection : connections) {
        Live& live = m_connections[connection];
        if (!live.signedIn)
            live.leftMeanwhile.insert(room);
        abandonEntering(connection, room);
        if (!live.rooms.remove(room))
            continue;
        if (live.entered.contains(room))
            leaveRoom(connection, live, room, Attention::None);
        else
            listen(connection, room, Attention::Watching, Attention::None);
        if (connection != caller)
            post(connection, Notified{connection, RoomRemoved{room, reason}});
    }
    forgetIfIdle(room);
}

bool Hub::isMember(ConnectionId connection, RoomId room) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->rooms.contains(room);
}

bool Hub::beginEntering(ConnectionId connection, RoomId room, bool wantsEvents) {
    if (!identity(connection))
        return false;
    roomOf(room).entering.push_back({connection, wantsEvents, {}, false});
    return true;
}

void Hub::abandonEntering(ConnectionId connection, RoomId room) {
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return;
    std::erase_if(it->entering, [&](const Entering& entering) { return entering.connection == connection; });
    forgetIfIdle(room);
}

Done Hub::finishEntering(ConnectionId connection, RoomId room, std::optional<int> capacity, Entered& entered) {
    LiveRoom& live = roomOf(room);
    const auto mine = std::find_if(live.entering.begin(), live.entering.end(),
                                   [&](const Entering& entering) { return entering.connection == connection; });
    const auto it = m_connections.find(connection);
    if (mine == live.entering.end() || it == m_connections.end() || !it->rooms.contains(room)) {
        abandonEntering(connection, room);
        return fail(ErrorKind::RoomNotMember);
    }
    const Entering entering = std::move(*mine);
    live.entering.erase(mine);
    const Identity& who = it->identity;
    if (capacity && live.here.size() >= *capacity && !live.here.contains(who.user)) {
        forgetIfIdle(room);
        Error full(ErrorKind::RoomFull);
        full.capacity = *capacity;
        return fail(std::move(full));
    }
    // A page that stops before the end of its snapshot is continued by the client anyway.
    const bool pageReachesEnd = entering.wantsEvents && !entered.more && !entering.overflowed;
    for (const Event& event : entering.kept) {
        if (event.seq <= entered.lastSeq)
            continue;
        if (pageReachesEnd)
            entered.events.append(event);
        entered.lastSeq = event.seq;
    }
    entered.more = entered.more || (entering.wantsEvents && entering.overflowed);
    if (!it->entered.contains(room)) {
        it->entered.insert(room);
        listen(connection, room, Attention::Watching, Attention::Entered);
        if (++live.here[who.user] == 1) {
            live.names.insert(who.user, who.name);
            publishInRoom(room, RoomPresence{room, User{who.user, who.name, {}}, PresenceState::Here}, connection);
        }
    }
    for (auto name = live.names.constBegin(); name != live.names.constEnd(); ++name)
        entered.here.append(User{name.key(), name.value(), {}});
    return {};
}

void Hub::exit(ConnectionId connection, RoomId room) {
    const auto it = m_connections.find(connection);
    if (it != m_connections.end() && it->entered.contains(room))
        leaveRoom(connection, *it, room, Attention::Watching);
}

bool Hub::hasEntered(ConnectionId connection, RoomId room) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->entered.contains(room);
}

int Hub::hereCount(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? 0 : int(it->here.size());
}

void Hub::publishEvent(const Event& event, const QString& byName) {
    const auto it = m_rooms.find(event.room);
    if (it == m_rooms.end())
        return; // nobody here listens
    for (Entering& entering : it->entering) {
        if (entering.kept.size() < keptWhileEntering)
            entering.kept.append(event);
        else
            entering.overflowed = true;
    }
    publish(event.room, *it, {event.room, RoomEventNotice{event}, activityOf(event, byName), {}});
}

void Hub::publishInRoom(RoomId room, Notification notification, ConnectionId except) {
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd())
        publish(room, *it, {room, std::move(notification), {}, except});
}

void Hub::notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn) {
    const QList<ConnectionId> connections = m_users.value(user);
    for (const ConnectionId connection : connections) {
        if (connection != except && identity(connection) && !hasEntered(connection, unlessIn))
            post(connection, Notified{connection, notification});
    }
}

Hub::LiveRoom& Hub::roomOf(RoomId room) {
    LiveRoom& live = m_rooms[room];
    live.listeners.resize(m_ports.size());
    return live;
}

void Hub::forgetIfIdle(RoomId room) {
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd() && it->isIdle())
        m_rooms.erase(it);
}

void Hub::listen(ConnectionId connection, RoomId room, Attention from, Attention to) {
    int& listeners = roomOf(room).listeners[connection.io];
    listeners += int(to != Attention::None) - int(from != Attention::None);
    post(connection, Listen{connection, room, to});
}

void Hub::leaveRoom(ConnectionId connection, Live& live, RoomId room, Attention to) {
    live.entered.remove(room);
    listen(connection, room, Attention::Entered, to);
    LiveRoom& liveRoom = roomOf(room);
    const UserId user = live.identity.user;
    if (--liveRoom.here[user] == 0) {
        liveRoom.here.remove(user);
        liveRoom.names.remove(user);
        publishInRoom(room, RoomPresence{room, User{user, live.identity.name, {}}, PresenceState::Gone});
    }
}

void Hub::publish(RoomId, const LiveRoom& live, Publication publication) {
    const auto shared = std::make_shared<const Publication>(std::move(publication));
    for (size_t io = 0; io < m_ports.size(); ++io) {
        if (live.listeners[io] > 0)
            m_ports[io]->post(shared);
    }
}

void Hub::detach(ConnectionId connection, Live& live) {
    if (!live.identity.user)
        return;
    const QSet<RoomId> entered = live.entered;
    for (const RoomId room : entered)
        leaveRoom(connection, live, room, Attention::Watching);
    for (const RoomId room : std::as_const(live.rooms)) {
        listen(connection, room, Attention::Watching, Attention::None);
        abandonEntering(connection, room);
        forgetIfIdle(room);
    }
    if (const auto it = m_users.find(live.identity.user); it != m_users.end()) {
        it->removeOne(connection);
        if (it->isEmpty())
            m_users.erase(it);
    }
    live = Live{};
}

} // namespace confab
