// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/backplane.h"

#include "server/broker/limits.h"
#include "server/broker/sessionend.h"

#include <QTimer>

namespace confab {

namespace {

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

NodeRun runOf(const std::optional<NodeLease>& lease) {
    return lease ? NodeRun{lease->node, lease->epoch} : NodeRun();
}

std::unique_ptr<Seats> seatsOf(const Backplane::Parts& parts, Hub& hub, Seats::Holder& holder) {
    if (!parts.lease)
        return nullptr;
    return std::make_unique<Seats>(parts.storage.nodes(), hub, holder, *parts.lease, parts.leaseBegunAt);
}

} // namespace

Backplane::Backplane(Parts parts, Hub& hub)
    : m_hub(hub), m_broker(parts.broker),
      m_health(m_broker.isAlone(), [this](const NodeState& state) { Q_EMIT stateChanged(state); }),
      m_publisher(m_broker, runOf(parts.lease)),
      m_membershipSync(
          parts.storage, m_hub, parts.clock, m_broker.isAlone(),
          [&hub](SessionId session) { endSessionHere(hub, session, {}, QStringLiteral("The session has ended")); }),
      m_logDelivery(m_hub, m_membershipSync, m_health),
      m_follower(parts.storage.log(), m_logDelivery, m_broker.isAlone()), m_remotePresence(m_hub, m_publisher),
      m_lostSeats(m_hub, m_health, [this] { superseded(); }), m_seats(seatsOf(parts, m_hub, m_lostSeats)),
      m_remoteOccupancy(m_hub, m_remoteNodes, m_publisher), m_profileNews(parts.storage, m_hub, m_publisher),
      m_lastSeen(parts.storage, m_hub, parts.clock),
      m_receiver({m_hub, m_health, m_publisher, m_follower, m_remotePresence, m_membershipSync, m_remoteNodes,
                  m_remoteOccupancy, m_profileNews, [this] { Q_EMIT hookMade(); }}),
      m_hubFollower({m_broker, m_follower, m_remotePresence, m_membershipSync, m_lastSeen, m_seats.get(),
                     [this] { someoneCame(); }}) {
    m_hub.setListener(&m_hubFollower, !m_broker.isAlone());
    m_beat = std::make_unique<QTimer>();
    m_beat->setInterval(m_broker.isAlone() ? std::chrono::milliseconds(limits::loneBeat) : limits::nodeBeat);
    connect(m_beat.get(), &QTimer::timeout, this, &Backplane::beat);
    if (m_broker.isAlone())
        return; // the first person starts the beat
    m_beat->start();
    m_broker.subscribe(EveryNode{});
    m_broker.subscribe(OneNode{m_publisher.run().node});
    m_broker.start(m_receiver);
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
    m_publisher.beat(time);
    m_receiver.beat(time);
    m_follower.beat();
    m_remotePresence.beat(time);
    m_membershipSync.beat();
    m_counters.peers.set(m_remoteNodes.count());
}

void Backplane::someoneCame() {
    if (m_broker.isAlone() && !m_hasLeft && !m_beat->isActive())
        m_beat->start();
}

// ---- what the rules of this node decided

void Backplane::publishEvent(const Event& event, const QString& byName) {
    m_counters.appended[event.data.index()].add();
    m_publisher.publish(event.room, LogNews{event, byName});
    m_follower.push({event, byName, true});
    Q_EMIT appended(event.room);
}

void Backplane::publishInRoom(RoomId room, const Notification& notification, ConnectionId except) {
    m_hub.rooms().publish(room, notification, except);
    m_publisher.publish(room, RoomNotice{room, {notification}});
}

void Backplane::notifyUser(UserId user, const Notification& notification, ConnectionId except, RoomId unlessIn) {
    m_hub.notifyUser(user, notification, except, unlessIn);
    m_publisher.publish(user, PersonalNotice{user, unlessIn.value, {notification}});
}

void Backplane::memberAdded(const Room& room, UserId user, ConnectionId caller) {
    m_membershipSync.changedHere(user);
    m_hub.memberAdded(room, user, caller);
    m_publisher.publish(user, BelongingChanged{user, room.id, true});
}

void Backplane::memberRemoved(RoomId room, UserId user, ConnectionId caller, const std::optional<PutOut>& putOut) {
    m_membershipSync.changedHere(user);
    m_hub.memberRemoved(room, user, RemovalReason::Left, caller, putOut);
    m_publisher.publish(user, BelongingChanged{user, room, false, putOut});
}

void Backplane::roomDeleted(RoomId room, ConnectionId caller) {
    m_hub.roomDeleted(room, caller);
    m_publisher.publish(room, RoomGone{room});
}

void Backplane::endSession(SessionId session, ConnectionId except, const QString& why) {
    endSessionHere(m_hub, session, except, why);
    m_publisher.publish(EveryNode{}, SessionEnded{session});
}

void Backplane::publishHook() {
    m_publisher.publish(EveryNode{}, HookMade{});
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

void Backplane::superseded() {
    m_beat->stop();
    Q_EMIT supersededNode();
}

QCoro::Task<> Backplane::leave() {
    m_hasLeft = true;
    if (m_beat)
        m_beat->stop();
    m_publisher.publish(EveryNode{}, Farewell{});
    m_broker.stop();
    co_await m_lastSeen.leave();
    if (m_seats)
        co_await m_seats->giveUp();
}

} // namespace confab
