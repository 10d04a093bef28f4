// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlnodes.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

#include <algorithm>

namespace confab {

namespace {

/// Columns of the statement's one row, or nothing when it has none.
Result<std::optional<qint64>> oneInteger(Result<SqlRows> rows) {
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? std::optional(rows->integer(0)) : std::nullopt;
}

Result<NodeLease> beginEpoch(SqlConnection& db, const QString& node, qint64 leaseMs) {
    const QString sql = QStringLiteral("INSERT INTO nodes (node, epoch, lease_until) VALUES (?, 1, %1 + ?) "
                                       "ON CONFLICT (node) DO UPDATE SET epoch = nodes.epoch + 1, "
                                       "lease_until = excluded.lease_until RETURNING epoch")
                            .arg(db.dialect().now());
    const Result<std::optional<qint64>> epoch = oneInteger(db.run(sql, node, leaseMs));
    if (!epoch)
        return fail(epoch.error());
    if (!*epoch)
        return fail(ErrorKind::Internal);
    return db.exec(QStringLiteral("DELETE FROM seats WHERE node = ? AND epoch < ?"), node, **epoch).map([&] {
        return NodeLease{node, **epoch};
    });
}

Result<NodeStore::Renewal> renewLease(SqlConnection& db, const NodeLease& held, qint64 leaseMs) {
    using Renewal = NodeStore::Renewal;
    const QString sql = QStringLiteral("UPDATE nodes SET lease_until = %1 + ? "
                                       "WHERE node = ? AND epoch = ? AND lease_until > %1 RETURNING epoch")
                            .arg(db.dialect().now());
    const Result<std::optional<qint64>> renewed = oneInteger(db.run(sql, leaseMs, held.node, held.epoch));
    if (!renewed)
        return fail(renewed.error());
    if (*renewed)
        return Renewal::Renewed;
    const Result<std::optional<qint64>> latest =
        oneInteger(db.run(QStringLiteral("SELECT epoch FROM nodes WHERE node = ?"), held.node));
    return latest.map([&](std::optional<qint64> epoch) {
        return epoch && *epoch > held.epoch ? Renewal::Superseded : Renewal::Lapsed;
    });
}

Status endLease(SqlConnection& db, const NodeLease& held) {
    Status done = db.exec(QStringLiteral("UPDATE nodes SET lease_until = 0 WHERE node = ? AND epoch = ?"), held.node,
                          held.epoch); // the row stays: its epoch must never be reused
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM seats WHERE node = ? AND epoch = ?"), held.node, held.epoch);
    return done;
}

Status checkLasts(SqlConnection& db, const NodeLease& held) {
    const QString sql =
        QStringLiteral("SELECT 1 FROM nodes WHERE node = ? AND epoch = ? AND lease_until > %1").arg(db.dialect().now());
    const Result<std::optional<qint64>> lasts = oneInteger(db.run(sql, held.node, held.epoch));
    if (!lasts)
        return fail(lasts.error());
    if (!*lasts)
        return fail(Error::retryLater(ErrorKind::ServerBusy, limits::storageRetryMs));
    return {};
}

/// nothing: it takes any number. RoomNotFound.
Result<std::optional<int>> capacityOf(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT capacity FROM rooms WHERE id = ? AND deleted_at IS NULL"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return rows->optionalInteger<int>(0);
}

/// Ends the leases that have run out and takes their seats in the room away. A lease that was not ended here can still
/// be renewed by a transaction that began in time; so its seats count, whatever the clock says a moment later.
Status clearLapsed(SqlConnection& db, RoomId room) {
    const QString lapse = QStringLiteral("UPDATE nodes SET lease_until = 0 WHERE lease_until > 0 AND lease_until <= %1 "
                                         "AND node IN (SELECT node FROM seats WHERE room_id = ?)")
                              .arg(db.dialect().now());
    Status done = db.exec(lapse, room);
    if (done)
        done = db.exec(QStringLiteral("DELETE FROM seats WHERE room_id = ? AND NOT EXISTS (SELECT 1 FROM nodes n "
                                      "WHERE n.node = seats.node AND n.epoch = seats.epoch AND n.lease_until > 0)"),
                       room);
    return done;
}

/// RoomFull when all of `capacity` are taken by others.
Status checkFree(SqlConnection& db, const Seat& seat, int capacity) {
    const Result<std::optional<qint64>> others = oneInteger(
        db.run(QStringLiteral("SELECT count(DISTINCT user_id) FROM seats WHERE room_id = ? AND user_id <> ? "
                              "AND NOT EXISTS (SELECT 1 FROM seats mine WHERE mine.room_id = ? AND mine.user_id = ?)"),
               seat.room, seat.user, seat.room, seat.user));
    if (!others)
        return fail(others.error());
    if (others->value_or(0) < capacity)
        return {};
    Error full(ErrorKind::RoomFull);
    full.capacity = capacity;
    return fail(std::move(full));
}

Status seatSomebody(SqlConnection& db, const NodeLease& held, const Seat& seat) {
    const Result<std::optional<int>> capacity = capacityOf(db, seat.room);
    if (!capacity)
        return fail(capacity.error());
    if (!*capacity)
        return {};
    Status done = lockRoom(db, seat.room);
    if (done)
        done = checkLasts(db, held);
    if (done)
        done = clearLapsed(db, seat.room);
    if (done)
        done = checkFree(db, seat, **capacity);
    if (!done)
        return done;
    const QString sql = QStringLiteral("INSERT INTO seats (room_id, user_id, node, epoch, taken_at) "
                                       "VALUES (?, ?, ?, ?, %1) ON CONFLICT DO NOTHING")
                            .arg(db.dialect().now());
    return db.exec(sql, seat.room, seat.user, held.node, held.epoch);
}

Status unseat(SqlConnection& db, const NodeLease& held, const QList<Seat>& seats) {
    for (const Seat& seat : seats) {
        Status done =
            db.exec(QStringLiteral("DELETE FROM seats WHERE room_id = ? AND user_id = ? AND node = ? AND epoch = ?"),
                    seat.room, seat.user, held.node, held.epoch);
        if (!done)
            return done;
    }
    return {};
}

} // namespace

QCoro::Task<Result<NodeLease>> SqlNodes::begin(QString node, std::chrono::milliseconds lease) {
    return onWriter<NodeLease>(
        m_lease,
        [node = std::move(node), ms = qint64(lease.count())](SqlConnection& db) { return beginEpoch(db, node, ms); },
        LockOrder::Nodes);
}

QCoro::Task<Result<NodeStore::Renewal>> SqlNodes::renew(NodeLease held, std::chrono::milliseconds lease) {
    return onWriter<Renewal>(
        m_lease,
        [held = std::move(held), ms = qint64(lease.count())](SqlConnection& db) { return renewLease(db, held, ms); },
        LockOrder::Nodes);
}

QCoro::Task<Status> SqlNodes::end(NodeLease held) {
    return onWriter<void>(
        m_lease, [held = std::move(held)](SqlConnection& db) { return endLease(db, held); }, LockOrder::Nodes);
}

QCoro::Task<Status> SqlNodes::takeSeat(NodeLease held, Seat seat) {
    return onWriter<void>(
        m_writer, [held = std::move(held), seat](SqlConnection& db) { return seatSomebody(db, held, seat); },
        lockOrder(seat.room));
}

QCoro::Task<Status> SqlNodes::giveUpSeats(NodeLease held, QList<Seat> seats) {
    std::ranges::sort(seats, {}, [](const Seat& seat) { return std::pair(seat.room.value, seat.user.value); });
    return onWriter<void>(
        m_writer,
        [held = std::move(held), seats = std::move(seats)](SqlConnection& db) { return unseat(db, held, seats); },
        LockOrder::Nodes);
}

} // namespace confab
