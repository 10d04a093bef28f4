// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/hub.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/roomchange.h"
#include "common/protocol/text.h"
#include "server/hub/toldpresence.h"

#include <algorithm>

namespace confab {

namespace {

RoomActivity activityOf(const Event& event, const QString& byName) {
    RoomActivity activity{event.room, event.seq, {}, {}};
    if (activity.message = messageOf(event); activity.message) {
        activity.message->body = previewOf(activity.message->body);
        activity.message->clientId.reset(); // a room list needs neither
        activity.message->replyTo.reset();
        activity.message->thread.reset();
        activity.name = byName;
    }
    activity.changed = changedPreviewOf(event.data);
    if (const auto* updated = std::get_if<RoomUpdated>(&event.data))
        activity.updated = *updated;
    if (const auto* role = std::get_if<MemberRole>(&event.data))
        activity.role = *role;
    if (const auto* muted = std::get_if<MemberMuted>(&event.data))
        activity.muted = *muted;
    return activity;
}

/// As the others see the one who comes or goes.
User userOf(const Identity& identity) {
    return {identity.user, identity.name, std::nullopt, std::nullopt,
            identity.scope ? std::optional(true) : std::nullopt};
}

/// Takes the room of this entering. The memory for the next one goes too: a QHash keeps 900 bytes when it is empty.
RoomId takeEntering(ConnectionEntry& entry, quint64 number) {
    const RoomId room = entry.entering.take(number);
    if (entry.entering.isEmpty())
        entry.entering = {};
    return room;
}

} // namespace

void Hub::setListener(HubListener* listener, bool isShared) {
    m_connections.setShared(isShared);
    m_listener = listener;
    m_rooms.setListener(listener);
}

// ---- connections

void Hub::connected(ConnectionId connection) {
    m_connections.add(connection);
    m_counters.connections.set(m_connections.count());
}

void Hub::disconnected(ConnectionId connection) {
    if (ConnectionEntry* entry = m_connections.find(connection)) {
        detach(connection, *entry);
        m_connections.remove(connection);
        m_counters.connections.set(m_connections.count());
    }
}

quint64 Hub::beginSignIn(ConnectionId connection, UserId user, SessionId session,
                         std::shared_ptr<const BotScope> scope) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry)
        return 0;
    detach(connection, *entry); // a connection may sign in again, as another user
    entry->identity = Identity{user, session, {}, std::move(scope)};
    entry->signIn = ++m_lastNumber;
    entry->activityPlace = m_recent.begin();
    const bool isFirst = m_connections.assign(connection, user);
    m_counters.people.set(m_connections.userCount());
    if (isFirst && m_listener)
        m_listener->userCame(user);
    return entry->signIn;
}

bool Hub::finishSignIn(ConnectionId connection, quint64 signIn, const QString& name, QList<Room>& rooms) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry || entry->signedIn || signIn == 0 || entry->signIn != signIn)
        return false;
    correct(rooms, *entry);
    rooms.removeIf([entry](const Room& room) { return !entry->identity.mayHear(room.id); });
    entry->meanwhile.clear();
    m_recent.finish(entry->activityPlace, entry->identity.user, rooms);
    entry->identity.name = name;
    entry->signedIn = true;
    m_counters.signedIn.add();
    post(connection, SignedIn{connection, entry->identity.user});
    for (const Room& room : std::as_const(rooms)) {
        entry->rooms.insert(room.id);
        m_rooms.listen(connection, room.id, Subscription::None, Subscription::Activity, room.lastSeq);
    }
    return true;
}

void Hub::correct(QList<Room>& rooms, const ConnectionEntry& entry) {
    for (auto change = entry.meanwhile.constBegin(); change != entry.meanwhile.constEnd(); ++change) {
        const auto listed = std::ranges::find(rooms, change.key(), &Room::id);
        if (listed == rooms.end() && *change)
            rooms.append(**change);
        else if (listed != rooms.end() && !*change)
            rooms.erase(listed);
    }
    std::ranges::sort(rooms, {}, &Room::id);
}

void Hub::abandonSignIn(ConnectionId connection, quint64 signIn) {
    const ConnectionEntry* entry = m_connections.find(connection);
    if (entry && entry->signIn == signIn)
        signOut(connection);
}

void Hub::signOut(ConnectionId connection) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry || !entry->identity.user)
        return;
    detach(connection, *entry);
    post(connection, SignedOut{connection});
}

void Hub::detach(ConnectionId connection, ConnectionEntry& entry) {
    if (!entry.identity.user)
        return;
    if (!entry.signedIn)
        m_recent.end(entry.activityPlace);
    const bool stays = m_connections.ofUser(entry.identity.user).size() > 1;
    const QSet<RoomId> entered = entry.entered;
    for (const RoomId room : entered)
        leaveRoom(connection, entry, room, Subscription::Activity, stays);
    for (const RoomId room : std::as_const(entry.rooms))
        m_rooms.listen(connection, room, Subscription::Activity, Subscription::None);
    QSet<RoomId> touched = entry.rooms;
    for (auto it = entry.entering.constBegin(); it != entry.entering.constEnd(); ++it) {
        m_rooms.takeEntering(it.key(), it.value());
        touched.insert(it.value());
    }
    for (const RoomId room : std::as_const(touched))
        m_rooms.forgetIfIdle(room);
    release(connection, entry.identity.user);
    m_counters.signedIn.add(-int(entry.signedIn));
    entry = ConnectionEntry{};
}

void Hub::release(ConnectionId connection, UserId user) {
    const bool wasLast = m_connections.release(connection, user);
    m_counters.people.set(m_connections.userCount());
    if (wasLast && m_listener)
        m_listener->userWent(user);
}

// ---- membership

void Hub::memberAdded(const Room& room, UserId user, ConnectionId caller) {
    const QList<ConnectionId> connections = m_connections.ofUser(user);
    for (const ConnectionId connection : connections) {
        ConnectionEntry& entry = *m_connections.find(connection);
        if (!entry.identity.mayHear(room.id))
            continue;
        if (!entry.signedIn) {
            entry.meanwhile.insert(room.id, room);
            continue;
        }
        if (entry.rooms.contains(room.id))
            continue;
        entry.rooms.insert(room.id);
        m_rooms.listen(connection, room.id, Subscription::None, Subscription::Activity, room.lastSeq);
        if (connection != caller)
            post(connection, Notified{connection, RoomAdded{toldRoom(*this, room)}});
    }
}

void Hub::memberRemoved(RoomId room, UserId user, RemovalReason reason, ConnectionId caller,
                        const std::optional<PutOut>& putOut) {
    const QList<ConnectionId> connections = m_connections.ofUser(user);
    for (const ConnectionId connection : connections) {
        ConnectionEntry& entry = *m_connections.find(connection);
        if (!entry.signedIn)
            entry.meanwhile.insert(room, std::nullopt);
        abandonEnterings(entry, room);
        if (!entry.rooms.remove(room))
            continue;
        if (entry.entered.contains(room))
            leaveRoom(connection, entry, room, Subscription::None);
        else
            m_rooms.listen(connection, room, Subscription::Activity, Subscription::None);
        if (connection != caller)
            post(connection, Notified{connection, RoomRemoved{room, reason, putOut}});
    }
    m_rooms.forgetIfIdle(room);
}

void Hub::roomDeleted(RoomId room, ConnectionId caller) {
    const QList<UserId> users = m_connections.users();
    for (const UserId user : users)
        memberRemoved(room, user, RemovalReason::Deleted, caller);
}

// ---- being in a room

quint64 Hub::beginEntering(ConnectionId connection, RoomId room, bool wantsEvents) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry || !entry->signedIn)
        return 0;
    const quint64 number = ++m_lastNumber;
    entry->entering.insert(number, room);
    m_rooms.beginEntering(number, room, wantsEvents);
    return number;
}

void Hub::abandonEntering(ConnectionId connection, quint64 number) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry)
        return;
    const RoomId room = takeEntering(*entry, number);
    m_rooms.takeEntering(number, room);
    m_rooms.forgetIfIdle(room);
}

void Hub::abandonEnterings(ConnectionEntry& entry, RoomId room) {
    const QList<quint64> numbers = entry.entering.keys(room);
    for (const quint64 number : numbers) {
        takeEntering(entry, number);
        m_rooms.takeEntering(number, room);
    }
}

Status Hub::finishEntering(ConnectionId connection, quint64 number, std::optional<int> capacity, Entered& entered) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry)
        return fail(ErrorKind::RoomNotMember);
    const RoomId room = takeEntering(*entry, number);
    const std::optional<Entering> entering = m_rooms.takeEntering(number, room);
    if (!entering || !entry->rooms.contains(room)) {
        m_rooms.forgetIfIdle(room);
        return fail(ErrorKind::RoomNotMember);
    }
    const UserId user = entry->identity.user;
    if (Status seat = m_rooms.checkSeat(room, user, capacity); !seat)
        return seat;
    entering->addTo(entered);
    enterRoom(connection, *entry, room, entered.lastSeq);
    const Occupants& here = *m_rooms.occupants(room); // it is open: this connection listens
    entered.here = here.listedFor(user);
    if (entered.here.size() < here.count())
        entered.hereCount = here.count();
    return {};
}

void Hub::awaitSeat(ConnectionId connection, RoomId room) {
    if (m_connections.isMember(connection, room))
        m_rooms.awaitSeat(connection, room);
}

void Hub::exit(ConnectionId connection, RoomId room) {
    ConnectionEntry* entry = m_connections.find(connection);
    if (!entry)
        return;
    if (entry->entered.contains(room))
        leaveRoom(connection, *entry, room, Subscription::Activity);
    else
        m_rooms.stopWaiting(connection, room);
}

void Hub::enterRoom(ConnectionId connection, ConnectionEntry& entry, RoomId room, Seq told) {
    const bool again = entry.entered.contains(room);
    m_rooms.listen(connection, room, again ? Subscription::Events : Subscription::Activity, Subscription::Events, told);
    if (again)
        return;
    entry.entered.insert(room);
    m_rooms.arrived(connection, room, userOf(entry.identity));
}

void Hub::leaveRoom(ConnectionId connection, ConnectionEntry& entry, RoomId room, Subscription to, bool stays) {
    entry.entered.remove(room);
    m_rooms.left(connection, room, userOf(entry.identity), to,
                 stays ? m_connections.availabilityOf(entry.identity.user) : m_connections.elsewhere());
}

// ---- sending

void Hub::publishEvent(const Event& event, const QString& byName) {
    const RoomActivity activity = activityOf(event, byName);
    m_recent.add(activity);
    m_rooms.publishEvent(event, byName, activity);
}

void Hub::notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn) {
    const QList<ConnectionId> connections = m_connections.ofUser(user);
    for (const ConnectionId connection : connections) {
        if (connection != except && m_connections.identity(connection) &&
            !m_connections.hasEntered(connection, unlessIn))
            post(connection, Notified{connection, notification});
    }
}

Hub::Counts Hub::counts() const {
    return {m_connections.count(), m_connections.userCount(), m_rooms.count(), m_recent.size(), m_rooms.enterings()};
}

} // namespace confab
