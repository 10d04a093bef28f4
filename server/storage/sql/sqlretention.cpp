// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlretention.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/audit.h"
#include "server/storage/sql/nameerasure.h"
#include "server/storage/sql/sqlinvites.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

/// A message that is to be forgotten, or was.
struct Aged {
    Seq seq = 0;
    UtcTime at;
    bool isDeleted = false;
};

Status setDays(SqlConnection& db, RoomId room, std::optional<int> days) {
    const Result<int> changed =
        db.change(QStringLiteral("UPDATE rooms SET keep_days = ? WHERE id = ? AND deleted_at IS NULL"), days, room);
    if (!changed)
        return fail(changed.error());
    return *changed == 1 ? Status() : fail(ErrorKind::RoomNotFound);
}

Result<std::optional<int>> readDays(SqlConnection& db, RoomId room) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT keep_days FROM rooms WHERE id = ? AND deleted_at IS NULL"), room);
    if (!rows)
        return fail(std::move(rows.error()));
    if (!rows->next())
        return fail(ErrorKind::RoomNotFound);
    return rows->optionalInteger<int>(0);
}

Result<QList<RoomId>> dueRooms(SqlConnection& db, int serverDays, UtcTime now) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT id FROM (SELECT r.id AS id, coalesce(r.keep_days, ?) AS days, (SELECT m.at FROM "
                              "messages m WHERE m.room_id = r.id AND m.seq > r.swept_seq ORDER BY m.seq LIMIT 1) AS "
                              "oldest FROM rooms r WHERE r.deleted_at IS NULL) AS looked "
                              "WHERE days > 0 AND oldest < ? - days * ? ORDER BY id LIMIT ?"),
               serverDays, now, dayMs, limits::roomsToSweep);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<RoomId> due;
    while (rows->next())
        due.append(rows->id<RoomId>(0));
    return due;
}

/// The messages before `before` at the beginning of what was not looked at.
Result<QList<Aged>> oldMessages(SqlConnection& db, RoomId room, Seq after, UtcTime before) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT seq, at, deleted_at FROM messages WHERE room_id = ? AND seq > ? "
                              "ORDER BY seq LIMIT ?"),
               room, after, limits::forgottenMessages);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<Aged> old;
    while (rows->next() && rows->time(1) < before)
        old.append({rows->integer(0), rows->time(1), !rows->isNull(2)});
    return old;
}

Result<RetentionStore::Slice> forgetOldest(SqlConnection& db, RoomId room, int serverDays, UtcTime now) {
    if (Status locked = lockRoom(db, room); !locked)
        return locked.error().kind == ErrorKind::RoomNotFound ? Result<RetentionStore::Slice>(RetentionStore::Slice{})
                                                              : fail(std::move(locked.error()));
    const Result<std::optional<int>> days = readDays(db, room);
    const Result<QVariant> swept = readOne(db, QStringLiteral("SELECT swept_seq FROM rooms WHERE id = ?"), room);
    if (!days || !swept)
        return fail(days ? swept.error() : days.error());
    const int kept = days->value_or(serverDays);
    if (kept <= 0)
        return RetentionStore::Slice{};
    const Result<QList<Aged>> old = oldMessages(db, room, swept->toLongLong(), UtcTime{now.ms - kept * dayMs});
    if (!old)
        return fail(old.error());
    QList<Seq> seqs;
    for (const Aged& message : *old) {
        if (!message.isDeleted)
            seqs.append(message.seq);
    }
    if (Status forgotten = forgetMessages(db, room, seqs, now); !forgotten)
        return fail(std::move(forgotten.error()));
    RetentionStore::Slice slice{int(seqs.size()), false};
    slice.more = old->size() == limits::forgottenMessages;
    if (old->isEmpty())
        return slice;
    return db.exec(QStringLiteral("UPDATE rooms SET swept_seq = ? WHERE id = ?"), old->last().seq, room).map([&slice] {
        return slice;
    });
}

Status keepAndNote(SqlConnection& db, RoomId room, std::optional<int> days, UtcTime now) {
    const QString detail = days ? QStringLiteral("days: %1").arg(*days) : QStringLiteral("days: as the server");
    return setDays(db, room, days).and_then([&] {
        return writeAudit(db, {now, {}, QStringLiteral("room.keep"), {}, room, detail});
    });
}

Result<QList<UserId>> erasedPeople(SqlConnection& db) {
    Result<SqlRows> rows =
        db.run(QStringLiteral("SELECT user_id FROM account_erasures ORDER BY user_id LIMIT ?"), limits::peopleToErase);
    if (!rows)
        return fail(std::move(rows.error()));
    QList<UserId> people;
    while (rows->next())
        people.append(rows->id<UserId>(0));
    return people;
}

/// The place is in the database, and written first: two nodes that erase the same person take turns.
Result<RetentionStore::Erased> eraseNext(SqlConnection& db, UserId user, UtcTime now) {
    RetentionStore::Place from;
    {
        Result<SqlRows> rows = db.run(
            QStringLiteral("UPDATE account_erasures SET seq = seq WHERE user_id = ? RETURNING room_id, seq"), user);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return RetentionStore::Erased{};
        from = {rows->id<RoomId>(0), rows->integer(1)};
    }
    Result<RetentionStore::Erased> erased = eraseSlice(db, user, from, now);
    if (!erased)
        return erased;
    const Status noted =
        erased->next ? db.exec(QStringLiteral("UPDATE account_erasures SET room_id = ?, seq = ? WHERE user_id = ?"),
                               erased->next->room, erased->next->seq, user)
                     : db.exec(QStringLiteral("DELETE FROM account_erasures WHERE user_id = ?"), user);
    return noted.map([&] { return std::move(*erased); });
}

} // namespace

QCoro::Task<Status> SqlRetention::keep(RoomId room, std::optional<int> days, UtcTime now) {
    return onWriter<void>(
        m_writer, [=](SqlConnection& db) { return keepAndNote(db, room, days, now); }, lockOrder(room));
}

QCoro::Task<Result<std::optional<int>>> SqlRetention::kept(RoomId room) {
    return onReader<std::optional<int>>(m_reader, lineOf(room), [=](SqlConnection& db) { return readDays(db, room); });
}

QCoro::Task<Result<QList<RoomId>>> SqlRetention::due(int serverDays, UtcTime now) {
    return onReader<QList<RoomId>>(m_reader, ReadLine::Server,
                                   [=](SqlConnection& db) { return dueRooms(db, serverDays, now); });
}

QCoro::Task<Result<RetentionStore::Slice>> SqlRetention::forgetOld(RoomId room, int serverDays, UtcTime now) {
    return onWriter<Slice>(
        m_writer, [=](SqlConnection& db) { return forgetOldest(db, room, serverDays, now); }, lockOrder(room));
}

QCoro::Task<Status> SqlRetention::forgetInvites(UtcTime now) {
    return onWriter<void>(m_writer, [now](SqlConnection& db) { return forgetEndedInvites(db, now); });
}

QCoro::Task<Status> SqlRetention::forgetName(UserId user) {
    return onWriter<void>(m_writer, [user](SqlConnection& db) { return eraseName(db, user); });
}

QCoro::Task<Result<RetentionStore::Erased>> SqlRetention::erase(UserId user, Place from, UtcTime now) {
    return onWriter<Erased>(
        m_writer, [=](SqlConnection& db) { return eraseSlice(db, user, from, now); }, lockOrder(from.room));
}

QCoro::Task<Result<QList<UserId>>> SqlRetention::erasures() {
    return onReader<QList<UserId>>(m_reader, ReadLine::Server, [](SqlConnection& db) { return erasedPeople(db); });
}

QCoro::Task<Result<RetentionStore::Erased>> SqlRetention::eraseOn(UserId user, UtcTime now) {
    return onWriter<Erased>(m_writer, [=](SqlConnection& db) { return eraseNext(db, user, now); });
}

} // namespace confab
