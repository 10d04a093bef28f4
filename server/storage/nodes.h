// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QList>
#include <QString>
#include <qcoro/qcorotask.h>

#include <chrono>

namespace confab {

/// The lease of a live node: one run of it, among all under its name.
struct NodeLease {
    QString node;
    qint64 epoch = 0;
};

/// A person's place in a room with a capacity.
struct Seat {
    RoomId room;
    UserId user;
};

/// The nodes that share a database, and the seats that they hold. All times are the database's own, never a node's; so
/// a node counts its lease from before its request.
class NodeStore {
public:
    virtual ~NodeStore() = default;
    /// A new epoch of this node, one more than any before under its name; what earlier epochs held is void from here
    /// on.
    virtual QCoro::Task<Result<NodeLease>> begin(QString node, std::chrono::milliseconds lease) = 0;
    enum class Renewal {
        Renewed,
        Lapsed,    ///< it ran out, or was ended, before: it is never revived
        Superseded ///< a later epoch began under this name
    };
    virtual QCoro::Task<Result<Renewal>> renew(NodeLease held, std::chrono::milliseconds lease) = 0;
    /// Gives up the lease and all its seats.
    virtual QCoro::Task<Status> end(NodeLease held) = 0;
    /// A seat in the room for this person, until it is given up or the lease is over. RoomFull (with capacity) when the
    /// room's `capacity` people, counted once each over all nodes whose lease lasts, have seats already; RoomNotFound;
    /// ServerBusy when `held` itself does not last any more. A room without a capacity: granted, and nothing is stored.
    /// Holding it already: granted again.
    virtual QCoro::Task<Status> takeSeat(NodeLease held, Seat seat) = 0;
    /// Those that are not held are ignored.
    virtual QCoro::Task<Status> giveUpSeats(NodeLease held, QList<Seat> seats) = 0;
};

} // namespace confab
