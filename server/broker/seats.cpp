// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/seats.h"

#include "server/broker/limits.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.seats")

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

// The next beat may bring a new lease.
Error noLease() {
    return Error::retryLater(ErrorKind::ServerBusy, 1000);
}

} // namespace

Seats::Seats(NodeStore& nodes, const Hub& hub, Holder& holder, NodeLease held, SteadyTime begunAt)
    : m_nodes(nodes), m_hub(hub), m_holder(holder), m_held(std::move(held)),
      m_until(begunAt + limits::nodeLease - limits::nodeLeaseMargin), m_renewAt(begunAt + limits::nodeRenewal) {}

QCoro::Task<Status> Seats::take(Seat seat) {
    const Key key(seat.room, seat.user);
    while (m_givingUp.contains(key)) // or it would be deleted after it was granted again
        co_await m_gaveUp;
    check(now());
    if (!m_until)
        co_return fail(noLease());
    const NodeLease lease = m_held;
    m_toGiveUp.remove(key);
    ++m_seats[key];
    Status granted = co_await m_nodes.takeSeat(lease, seat);
    check(now());
    const bool sameLease = m_until && m_held.epoch == lease.epoch;
    if (granted && sameLease)
        co_return granted;
    if (sameLease)
        settled(seat); // given up too, since an error can hide that it was stored
    co_return fail(granted ? noLease() : std::move(granted.error()));
}

void Seats::settled(Seat seat) {
    const Key key(seat.room, seat.user);
    const auto it = m_seats.find(key);
    if (it == m_seats.end())
        return;
    *it = std::max(0, *it - 1);
    release(key);
}

void Seats::left(Seat seat) {
    release({seat.room, seat.user});
}

void Seats::release(const Key& key) {
    const auto it = m_seats.constFind(key);
    if (it == m_seats.constEnd() || *it > 0)
        return;
    const Occupants* here = m_hub.rooms().occupants(key.first);
    if (here && here->isOnThisNode(key.second))
        return;
    m_seats.erase(it);
    m_toGiveUp.insert(key);
    if (m_givingUp.isEmpty())
        flush();
}

QCoro::Task<> Seats::flush() {
    QList<Seat> seats;
    for (const Key& key : std::as_const(m_toGiveUp))
        seats.append(Seat{key.first, key.second});
    const NodeLease lease = m_held;
    m_givingUp = std::exchange(m_toGiveUp, {});
    const Status done = co_await m_nodes.giveUpSeats(lease, seats);
    // The seats of an ended lease ended with it; others are retried at the next beat.
    if (!done && m_held.epoch == lease.epoch)
        m_toGiveUp.unite(m_givingUp);
    m_givingUp.clear();
    m_gaveUp.notifyAll();
}

void Seats::check(SteadyTime now) {
    if (m_until && !lasts(now))
        lose();
}

void Seats::lose() {
    m_until.reset();
    QList<Seat> lost;
    for (auto it = m_seats.constBegin(); it != m_seats.constEnd(); ++it)
        lost.append(Seat{it.key().first, it.key().second});
    m_seats.clear();
    m_toGiveUp.clear();
    if (m_ended)
        return;
    qCWarning(lc) << "The lease of this node has run out;" << lost.size() << "seats are lost";
    m_holder.seatsLost(lost);
}

void Seats::beat(SteadyTime now) {
    check(now);
    if (m_ended)
        return;
    if (!m_toGiveUp.isEmpty() && m_givingUp.isEmpty())
        flush();
    if (m_renewing || now < m_renewAt)
        return;
    m_renewing = true;
    m_renewAt = now + limits::nodeRenewal;
    renew();
}

QCoro::Task<> Seats::renew() {
    if (m_beginAgain) {
        co_await beginAgain();
        co_return;
    }
    const SteadyTime asked = now();
    const NodeLease lease = m_held;
    const std::chrono::milliseconds length = limits::nodeLease;
    const Result<NodeStore::Renewal> renewal = co_await m_nodes.renew(lease, length);
    m_renewing = false;
    if (!m_ended)
        m_holder.databaseAnswers(renewal.has_value());
    if (m_ended || !renewal) { // an error: tried again in time, or lost in time
        if (!renewal)
            m_renewAt = asked + limits::nodeRenewal / 3;
        co_return;
    }
    if (*renewal == NodeStore::Renewal::Superseded) {
        m_holder.superseded();
        co_return;
    }
    check(now());
    if (*renewal == NodeStore::Renewal::Renewed && m_until) {
        m_until = asked + limits::nodeLease - limits::nodeLeaseMargin;
        co_return;
    }
    if (m_until)
        lose();
    co_await beginAgain();
}

QCoro::Task<> Seats::beginAgain() {
    m_renewing = true;
    const SteadyTime asked = now();
    const QString node = m_held.node;
    const std::chrono::milliseconds length = limits::nodeLease;
    const Result<NodeLease> begun = co_await m_nodes.begin(node, length);
    m_renewing = false;
    if (m_ended)
        co_return;
    m_holder.databaseAnswers(begun.has_value());
    m_beginAgain = !begun;
    if (!begun) {
        m_renewAt = asked + limits::nodeRenewal / 3;
        co_return;
    }
    m_held = *begun;
    m_until = asked + limits::nodeLease - limits::nodeLeaseMargin;
    qCInfo(lc) << "This node has a new lease, epoch" << m_held.epoch;
}

QCoro::Task<> Seats::giveUp() {
    m_ended = true;
    const NodeLease lease = m_held;
    m_until.reset();
    const Status done = co_await m_nodes.end(lease);
    if (!done)
        qCWarning(lc) << "The node's lease could not be given back and runs out by itself:" << done.error().message;
}

} // namespace confab
