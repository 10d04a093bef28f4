// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/backplane.h"

#include "server/broker/limits.h"

#include <QLoggingCategory>
#include <QTimer>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.backplane")

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

} // namespace

Backplane::Backplane(Parts parts, Hub& hub)
    : m_hub(hub), m_broker(parts.broker), m_follower(parts.storage.log(), *this, parts.broker.isAlone()),
      m_remotePresence(hub, *this),
      m_membershipSync(parts.storage, hub, parts.clock, parts.broker.isAlone(),
                       [this](SessionId session) { endHere(session, {}, QStringLiteral("The session has ended")); }),
      m_remoteOccupancy(hub, m_remoteNodes, *this) {
    if (parts.lease) {
        m_run = NodeRun{parts.lease->node, parts.lease->epoch};
        Seats::Holder& holder = *this;
        m_seats = std::make_unique<Seats>(parts.storage.nodes(), hub, holder, *parts.lease, parts.leaseBegunAt);
    }
    m_state.brokerConnected = m_broker.isAlone();
    m_hub.setListener(this, !m_broker.isAlone());
    m_beat = std::make_unique<QTimer>();
    m_beat->setInterval(m_broker.isAlone() ? std::chrono::milliseconds(limits::loneBeat) : limits::nodeBeat);
    connect(m_beat.get(), &QTimer::timeout, this, &Backplane::beat);
    if (m_broker.isAlone())
        return; // the first person starts the beat
    m_beat->start();
    m_broker.subscribe(EveryNode{});
    m_broker.subscribe(OneNode{m_run.node});
    m_broker.start(*this);
}

Backplane::~Backplane() {
    m_hub.setListener(nullptr);
}

void Backplane::beat() {
    if (m_broker.isAlone()) {
        m_membershipSync.beat(); // sessions end on a lone node, too
        if (m_hub.connections().userCount() == 0)
            m_beat->stop();
        return;
    }
    const SteadyTime time = now();
    if (m_seats)
        m_seats->beat(time);
    if (time - m_heartbeatAt >= limits::nodeRenewal) {
        m_heartbeatAt = time;
        publish(EveryNode{}, Heartbeat{});
    }
    for (const NodeRunId peer : m_remoteNodes.expired(time))
        forgetPeer(peer);
    m_follower.beat();
    m_remotePresence.beat(time);
    m_membershipSync.beat();
    m_counters.peers.set(m_remoteNodes.count());
}

void Backplane::publish(const Channel& channel, NodePayload payload) {
    if (!m_broker.isAlone())
        m_broker.publish(channel, NodeMessage{m_run, std::move(payload)});
}

// ---- what the rules of this node decided

void Backplane::publishEvent(const Event& event, const QString& byName) {
    m_counters.appended[event.data.index()].add();
    publish(event.room, LogNews{event, byName});
    m_follower.push({event, byName, true});
}

void Backplane::publishInRoom(RoomId room, const Notification& notification, ConnectionId except) {
    m_hub.rooms().publish(room, notification, except);
    if (!m_broker.isAlone())
        publish(room, RoomNotice{room, {notification}});
}

void Backplane::notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn) {
    m_hub.notifyUser(user, notification, except, unlessIn);
    if (!m_broker.isAlone())
        publish(user, PersonalNotice{user, unlessIn.value, {notification}});
}

void Backplane::memberAdded(const Room& room, UserId user, ConnectionId caller) {
    m_membershipSync.changedHere(user);
    m_hub.memberAdded(room, user, caller);
    publish(user, BelongingChanged{user, room.id, true});
}

void Backplane::memberRemoved(RoomId room, UserId user, ConnectionId caller) {
    m_membershipSync.changedHere(user);
    m_hub.memberRemoved(room, user, RemovalReason::Left, caller);
    publish(user, BelongingChanged{user, room, false});
}

void Backplane::roomDeleted(RoomId room, ConnectionId caller) {
    m_hub.roomDeleted(room, caller);
    publish(room, RoomGone{room});
}

void Backplane::endSession(SessionId session, ConnectionId except, const QString& why) {
    endHere(session, except, why);
    publish(EveryNode{}, SessionEnded{session});
}

void Backplane::endHere(SessionId session, ConnectionId except, const QString& why) {
    const QList<ConnectionId> connections = m_hub.connections().ofSession(session);
    for (const ConnectionId connection : connections) {
        m_hub.signOut(connection);
        if (connection != except)
            m_hub.post(connection, Disconnect{connection, CloseCode::SessionRevoked, why});
    }
}

// ---- rooms with a capacity

QCoro::Task<Status> Backplane::takeSeat(RoomId room, UserId user) {
    const Seat seat{room, user};
    return m_seats->take(seat);
}

void Backplane::settleSeat(RoomId room, UserId user) {
    m_seats->settled(Seat{room, user});
}

QCoro::Task<QList<Room>> Backplane::withPeopleElsewhere(QList<Room> rooms) {
    QList<RoomId> ids;
    for (const Room& room : std::as_const(rooms))
        ids.append(room.id);
    const QHash<RoomId, int> elsewhere = co_await m_remoteOccupancy.ask(ids);
    for (Room& room : rooms)
        room.here += elsewhere.value(room.id);
    co_return rooms;
}

void Backplane::checkLease() {
    if (m_seats)
        m_seats->check(now());
}

void Backplane::seatsLost(const QList<Seat>& seats) {
    for (const Seat& seat : seats) {
        const QList<ConnectionId> connections = m_hub.connections().inRoom(seat.room, seat.user);
        for (const ConnectionId connection : connections) {
            m_hub.exit(connection, seat.room);
            m_hub.post(connection, Disconnect{connection, CloseCode::Draining,
                                              QStringLiteral("The node lost its lease; connect again")});
        }
    }
}

void Backplane::superseded() {
    m_beat->stop();
    Q_EMIT supersededNode();
}

QCoro::Task<> Backplane::leave() {
    m_hasLeft = true;
    if (m_beat)
        m_beat->stop();
    publish(EveryNode{}, Farewell{});
    m_broker.stop();
    if (m_seats)
        co_await m_seats->giveUp();
}

// ---- of the hub

void Backplane::roomOpened(RoomId room, Seq known) {
    m_follower.open(room, known);
    m_remotePresence.opened(room);
    m_broker.subscribe(room);
}

void Backplane::roomClosed(RoomId room) {
    m_follower.close(room);
    m_remotePresence.closed(room);
    m_broker.unsubscribe(room);
}

void Backplane::userCame(UserId user) {
    if (m_broker.isAlone() && !m_hasLeft && !m_beat->isActive())
        m_beat->start();
    m_broker.subscribe(user);
}

void Backplane::userWent(UserId user) {
    m_membershipSync.userWent(user);
    m_broker.unsubscribe(user);
}

void Backplane::occupantArrived(RoomId room, const User& user) {
    m_remotePresence.moved(room, user, PresenceState::Here);
}

void Backplane::occupantLeft(RoomId room, const User& user) {
    m_remotePresence.moved(room, user, PresenceState::Gone);
    if (m_seats)
        m_seats->left(Seat{room, user.id});
}

// ---- of the follower

void Backplane::next(const NamedEvent& event) {
    m_hub.publishEvent(event.event, event.byName);
    if (event.isOwn)
        return;
    const RoomId room = event.event.room;
    if (const auto* left = std::get_if<MemberLeft>(&event.event.data))
        m_membershipSync.take(BelongingChanged{left->user, room, false});
    else if (const auto* joined = std::get_if<MemberJoined>(&event.event.data))
        m_membershipSync.take(BelongingChanged{joined->user, room, true});
}

void Backplane::roomGone(RoomId room) {
    m_hub.roomDeleted(room);
}

void Backplane::databaseAnswers(bool answers) {
    NodeState state = m_state;
    state.databaseAnswers = answers;
    setState(state);
}

void Backplane::setState(NodeState state) {
    if (state.databaseAnswers != m_state.databaseAnswers) {
        if (state.databaseAnswers)
            qCInfo(lc) << "The database answers again";
        else
            qCWarning(lc) << "The database does not answer: nothing can be sent or read until it does";
    }
    const bool changed =
        state.databaseAnswers != m_state.databaseAnswers || state.brokerConnected != m_state.brokerConnected;
    m_state = state;
    if (changed)
        Q_EMIT stateChanged(state);
}

} // namespace confab
