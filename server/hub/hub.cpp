// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hub.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/text.h"

#include <algorithm>

namespace confab {

namespace {

// More than can be published while one page is read; beyond it the client fetches the rest.
constexpr qsizetype keptWhileEntering = limits::eventsPerPage;

RoomActivity activityOf(const Event& event, const QString& byName) {
    RoomActivity activity{event.room, event.seq, {}, {}};
    if (activity.message = messageOf(event); activity.message) {
        activity.message->body = previewOf(activity.message->body);
        activity.message->clientId.reset(); // a room list needs neither
        activity.message->replyTo.reset();
        activity.name = byName;
    }
    return activity;
}

User withAvailability(User user, std::optional<Availability> availability) {
    user.presence = availability;
    return user;
}

} // namespace

bool Hub::LiveRoom::isOpen() const {
    return std::any_of(listeners.begin(), listeners.end(), [](int count) { return count > 0; });
}

std::optional<Availability> Hub::elsewhere() const {
    return m_isShared ? std::nullopt : std::optional(Availability::Offline);
}

std::optional<Availability> Hub::availabilityOf(UserId user) const {
    return isConnected(user) ? Availability::Online : elsewhere();
}

void Hub::connected(ConnectionId connection) {
    m_connections.insert(connection, Live{});
    m_counters.connections.set(m_connections.size());
}

void Hub::disconnected(ConnectionId connection) {
    if (const auto it = m_connections.find(connection); it != m_connections.end()) {
        detach(connection, *it);
        m_connections.erase(it);
        m_counters.connections.set(m_connections.size());
    }
}

const Identity* Hub::identity(ConnectionId connection) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->signedIn ? &it->identity : nullptr;
}

quint64 Hub::beginSignIn(ConnectionId connection, UserId user, SessionId session) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end())
        return 0;
    detach(connection, *it); // a connection may sign in again, as another user
    it->identity = Identity{user, session, {}};
    it->signIn = ++m_lastNumber;
    it->activityPlace = m_recent.begin();
    QList<ConnectionId>& connections = m_users[user];
    connections.append(connection);
    m_counters.people.set(m_users.size());
    if (m_listener && connections.size() == 1)
        m_listener->userCame(user);
    return it->signIn;
}

bool Hub::finishSignIn(ConnectionId connection, quint64 signIn, const QString& name, QList<Room>& rooms) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end() || it->signedIn || signIn == 0 || it->signIn != signIn)
        return false;
    for (auto change = it->meanwhile.constBegin(); change != it->meanwhile.constEnd(); ++change) {
        const auto listed =
            std::find_if(rooms.begin(), rooms.end(), [&](const Room& r) { return r.id == change.key(); });
        if (listed == rooms.end() && *change)
            rooms.append(**change);
        else if (listed != rooms.end() && !*change)
            rooms.erase(listed);
    }
    it->meanwhile.clear();
    std::sort(rooms.begin(), rooms.end(), [](const Room& a, const Room& b) { return a.id < b.id; });
    endList(it->activityPlace, it->identity.user, rooms);
    it->identity.name = name;
    it->signedIn = true;
    m_counters.signedIn.add();
    post(connection, SignedIn{connection, it->identity.user});
    for (const Room& room : std::as_const(rooms)) {
        it->rooms.insert(room.id);
        listen(connection, room.id, Subscription::None, Subscription::Activity, room.lastSeq);
    }
    return true;
}

void Hub::endList(quint64 place, UserId reader, QList<Room>& rooms) {
    m_recent.applyTo(rooms, reader, place);
    m_recent.end(place);
}

void Hub::abandonSignIn(ConnectionId connection, quint64 signIn) {
    const auto it = m_connections.constFind(connection);
    if (it != m_connections.constEnd() && it->signIn == signIn)
        signOut(connection);
}

void Hub::signOut(ConnectionId connection) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end() || !it->identity.user)
        return;
    detach(connection, *it);
    post(connection, SignedOut{connection});
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
        if (!live.signedIn) {
            live.meanwhile.insert(room.id, room);
            continue;
        }
        if (live.rooms.contains(room.id))
            continue;
        live.rooms.insert(room.id);
        listen(connection, room.id, Subscription::None, Subscription::Activity, room.lastSeq);
        if (connection != caller)
            post(connection, Notified{connection, RoomAdded{room}});
    }
}

void Hub::memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller) {
    const QList<ConnectionId> connections = m_users.value(user);
    for (const ConnectionId connection : connections) {
        Live& live = m_connections[connection];
        if (!live.signedIn)
            live.meanwhile.insert(room, std::nullopt);
        abandonEnterings(live, room);
        if (!live.rooms.remove(room))
            continue;
        if (live.entered.contains(room))
            leaveRoom(connection, live, room, Subscription::None);
        else
            listen(connection, room, Subscription::Activity, Subscription::None);
        if (connection != caller)
            post(connection, Notified{connection, RoomRemoved{room, reason}});
    }
    forgetIfIdle(room);
}

bool Hub::isMember(ConnectionId connection, RoomId room) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->rooms.contains(room);
}

quint64 Hub::beginEntering(ConnectionId connection, RoomId room, bool wantsEvents) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end() || !it->signedIn)
        return 0;
    const quint64 number = ++m_lastNumber;
    it->entering.insert(number, room);
    roomOf(room).entering.push_back({number, wantsEvents, {}, 0, false, false});
    return number;
}

void Hub::abandonEntering(ConnectionId connection, quint64 entering) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end())
        return;
    const RoomId room = it->entering.value(entering);
    takeEntering(*it, entering);
    forgetIfIdle(room);
}

Status Hub::finishEntering(ConnectionId connection, quint64 number, std::optional<int> capacity, Entered& entered) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end())
        return fail(ErrorKind::RoomNotMember);
    const RoomId room = it->entering.value(number);
    const std::optional<Entering> entering = takeEntering(*it, number);
    if (!entering || !it->rooms.contains(room)) {
        forgetIfIdle(room);
        return fail(ErrorKind::RoomNotMember);
    }
    const LiveRoom& live = roomOf(room); // which is not idle: this connection listens
    if (capacity && live.here.count() >= *capacity && !live.here.contains(it->identity.user)) {
        Error full(ErrorKind::RoomFull);
        full.capacity = *capacity;
        return fail(std::move(full));
    }
    addKept(*entering, entered);
    enterRoom(connection, *it, room, entered.lastSeq);
    entered.here = live.here.listedFor(it->identity.user);
    if (entered.here.size() < live.here.count())
        entered.hereCount = live.here.count();
    return {};
}

void Hub::addKept(const Entering& entering, Entered& entered) {
    // A page that stops before the end of its snapshot is continued by the client anyway.
    const bool pageReachesEnd = entering.wantsEvents && !entered.more;
    for (const Kept& kept : entering.events) {
        if (kept.event.seq <= entered.lastSeq || !pageReachesEnd)
            continue;
        if (entered.events.size() >= limits::eventsPerPage) {
            entered.more = true;
            break;
        }
        entered.events.append(kept.event);
        const auto isAuthor = [&](const User& user) { return user.id == kept.event.by; };
        if (std::none_of(entered.users.begin(), entered.users.end(), isAuthor))
            entered.users.append(User{kept.event.by, kept.byName, {}});
    }
    if (entering.membersChanged)
        entered.members.reset(); // counted before or after these events; the client applies them
    entered.lastSeq = std::max(entered.lastSeq, entering.lastSeq);
    entered.more = entered.more || (entering.wantsEvents && entering.overflowed);
}

void Hub::awaitSeat(ConnectionId connection, RoomId room) {
    const auto live = m_rooms.find(room);
    if (live == m_rooms.end() || !isMember(connection, room) || live->waiting.contains(connection))
        return;
    if (live->waiting.size() < seatWaiters)
        live->waiting.append(connection);
}

void Hub::exit(ConnectionId connection, RoomId room) {
    const auto it = m_connections.find(connection);
    if (it == m_connections.end())
        return;
    if (it->entered.contains(room))
        leaveRoom(connection, *it, room, Subscription::Activity);
    else if (const auto live = m_rooms.find(room); live != m_rooms.end())
        live->waiting.removeOne(connection);
}

bool Hub::hasEntered(ConnectionId connection, RoomId room) const {
    const auto it = m_connections.constFind(connection);
    return it != m_connections.constEnd() && it->entered.contains(room);
}

int Hub::hereCount(RoomId room) const {
    const auto it = m_rooms.constFind(room);
    return it == m_rooms.constEnd() ? 0 : it->here.count();
}

void Hub::publishEvent(const Event& event, const QString& byName) {
    const RoomActivity activity = activityOf(event, byName);
    m_recent.add(activity);
    const auto it = m_rooms.find(event.room);
    if (it == m_rooms.end())
        return; // no connection here listens
    for (Entering& entering : it->entering) {
        if (entering.wantsEvents && entering.events.size() < keptWhileEntering)
            entering.events.append({event, byName});
        else
            entering.overflowed = true;
        entering.lastSeq = event.seq;
        entering.membersChanged = entering.membersChanged || memberChange(event.data) != 0;
    }
    publish(*it, {event.room, RoomEventNotice{event}, activity, {}});
}

void Hub::publishInRoom(RoomId room, Notification notification, ConnectionId except) {
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd())
        publish(*it, {room, std::move(notification), {}, except});
}

void Hub::publishMove(RoomId room, const User& who, PresenceState state, ConnectionId except) {
    const RoomPresence move{room, who, state, hereCount(room)};
    publishInRoom(room, move, except);
    if (const auto it = m_rooms.constFind(room); it != m_rooms.constEnd()) {
        for (const ConnectionId connection : it->waiting)
            post(connection, Notified{connection, move});
    }
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

void Hub::listen(ConnectionId connection, RoomId room, Subscription from, Subscription to, Seq known) {
    LiveRoom& live = roomOf(room);
    const bool wasOpen = live.isOpen();
    live.listeners[connection.io] += int(to != Subscription::None) - int(from != Subscription::None);
    if (to != Subscription::Activity)
        live.waiting.removeOne(connection);
    post(connection, Listen{connection, room, to, known});
    m_counters.roomsOpen.add(int(live.isOpen()) - int(wasOpen));
    if (m_listener && !wasOpen && live.isOpen())
        m_listener->roomOpened(room, known);
    if (wasOpen && !live.isOpen()) {
        live.here = {}; // occupants on other nodes are announced by those nodes when it is opened again
        if (m_listener)
            m_listener->roomClosed(room);
    }
}

void Hub::enterRoom(ConnectionId connection, Live& live, RoomId room, Seq told) {
    const bool again = live.entered.contains(room);
    listen(connection, room, again ? Subscription::Events : Subscription::Activity, Subscription::Events, told);
    if (again)
        return;
    live.entered.insert(room);
    LiveRoom& liveRoom = roomOf(room);
    const User who{live.identity.user, live.identity.name, {}};
    const Occupants::Change change = liveRoom.here.arrived(who.id, who.name);
    m_counters.peopleInRooms.add(int(change.onThisNode));
    if (change.anywhere)
        publishMove(room, withAvailability(who, Availability::Online), PresenceState::Here, connection);
    if (change.onThisNode && m_listener)
        m_listener->occupantArrived(room, who);
}

void Hub::leaveRoom(ConnectionId connection, Live& live, RoomId room, Subscription to, bool stays) {
    live.entered.remove(room);
    const User who{live.identity.user, live.identity.name, {}};
    const Occupants::Change change = roomOf(room).here.left(who.id);
    m_counters.peopleInRooms.add(-int(change.onThisNode));
    listen(connection, room, Subscription::Events, to);
    if (change.anywhere)
        publishMove(room, withAvailability(who, stays ? Availability::Online : elsewhere()), PresenceState::Gone);
    if (change.onThisNode && m_listener)
        m_listener->occupantLeft(room, who);
}

std::optional<Hub::Entering> Hub::takeEntering(Live& live, quint64 number) {
    const auto room = m_rooms.find(live.entering.take(number));
    if (room == m_rooms.end())
        return std::nullopt;
    const auto it = std::find_if(room->entering.begin(), room->entering.end(),
                                 [number](const Entering& entering) { return entering.number == number; });
    if (it == room->entering.end())
        return std::nullopt;
    Entering taken = std::move(*it);
    room->entering.erase(it);
    return taken;
}

void Hub::abandonEnterings(Live& live, RoomId room) {
    const QList<quint64> numbers = live.entering.keys(room);
    for (const quint64 number : numbers)
        takeEntering(live, number);
}

void Hub::publish(const LiveRoom& live, Publication publication) {
    const auto shared = std::make_shared<const Publication>(std::move(publication));
    for (size_t io = 0; io < m_ports.size(); ++io) {
        if (live.listeners[io] > 0)
            m_ports[io]->post(shared);
    }
}

void Hub::detach(ConnectionId connection, Live& live) {
    if (!live.identity.user)
        return;
    if (!live.signedIn)
        m_recent.end(live.activityPlace);
    const bool stays = m_users.value(live.identity.user).size() > 1;
    const QSet<RoomId> entered = live.entered;
    for (const RoomId room : entered)
        leaveRoom(connection, live, room, Subscription::Activity, stays);
    for (const RoomId room : std::as_const(live.rooms))
        listen(connection, room, Subscription::Activity, Subscription::None);
    QSet<RoomId> touched = live.rooms;
    const QHash<quint64, RoomId> entering = live.entering;
    for (auto it = entering.constBegin(); it != entering.constEnd(); ++it) {
        takeEntering(live, it.key());
        touched.insert(it.value());
    }
    for (const RoomId room : std::as_const(touched))
        forgetIfIdle(room);
    if (const auto it = m_users.find(live.identity.user); it != m_users.end()) {
        it->removeOne(connection);
        if (it->isEmpty()) {
            m_users.erase(it);
            m_counters.people.set(m_users.size());
            if (m_listener)
                m_listener->userWent(live.identity.user);
        }
    }
    m_counters.signedIn.add(-int(live.signedIn));
    live = Live{};
}

Hub::Counts Hub::counts() const {
    size_t enterings = 0;
    for (const LiveRoom& room : m_rooms)
        enterings += room.entering.size();
    return {m_connections.size(), m_users.size(), m_rooms.size(), m_recent.size(), enterings};
}

} // namespace confab
