// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/asyncevent.h"
#include "server/broker/remotenodes.h"
#include "server/hub/hub.h"
#include "server/storage/nodes.h"

#include <QSet>

namespace confab {

/// The seats of this node's people in rooms with a capacity, which the database grants to the node's lease. The lease
/// is renewed while the node is alive. A node that could not renew it in time (frozen, or cut off from the database)
/// has lost its seats, and knows so by its own clock before the database grants them to other nodes.
/// Thread: chat thread. Owned by: Backplane.
class Seats {
public:
    /// The calls to its owner, which must outlive it.
    class Holder {
    public:
        virtual ~Holder() = default;
        /// These are void from now on.
        virtual void seatsLost(const QList<Seat>& seats) = 0;
        /// Another process runs under this node's name: this one has to end.
        virtual void superseded() = 0;
        /// Whether the database answered the last time. The lease queries it on a node without people too.
        virtual void databaseAnswers(bool answers) = 0;
    };
    /// `held` was begun at `begunAt` at the earliest.
    Seats(NodeStore& nodes, const Hub& hub, Holder& holder, NodeLease held, SteadyTime begunAt);

    /// Whether the person may enter. After a grant, settled() has to follow when the entering has succeeded or failed.
    /// RoomFull; ServerBusy while there is no lease; RoomNotFound.
    QCoro::Task<Status> take(Seat seat);
    void settled(Seat seat);
    /// Their last connection of this node left the room.
    void left(Seat seat);

    /// Drops all seats if the lease has expired. Called before anything is served, so that a node that was frozen does
    /// not act on seats that others hold by now.
    void check(SteadyTime now);
    /// check(), and renewal in time. Every limits::nodeBeat.
    void beat(SteadyTime now);
    /// Gives the lease back; nothing can be taken any more.
    QCoro::Task<> giveUp();

private:
    using Key = std::pair<RoomId, UserId>;
    bool lasts(SteadyTime now) const { return m_until && now < *m_until; }
    void release(const Key& key);
    void lose();
    QCoro::Task<> renew();
    QCoro::Task<> beginAgain();
    QCoro::Task<> flush();

    NodeStore& m_nodes;
    const Hub& m_hub;
    Holder& m_holder;
    NodeLease m_held;
    std::optional<SteadyTime> m_until; // by this node's clock; empty: there is no lease
    SteadyTime m_renewAt;
    bool m_renewing = false;
    /// A begin() failed. It may have been stored, so renewing the lease before would find a later epoch: this node's
    /// own.
    bool m_beginAgain = false;
    bool m_ended = false;
    QHash<Key, int> m_seats; // held or requested, and the number of room.enter calls in progress
    QSet<Key> m_toGiveUp;
    QSet<Key> m_givingUp; // on its way to the database
    AsyncEvent m_gaveUp;  // seats that were given up are free now
};

} // namespace confab
