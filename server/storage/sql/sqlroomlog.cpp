// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlroomlog.h"

#include "server/storage/sql/appendjob.h"
#include "server/storage/sql/idlists.h"
#include "server/storage/sql/logrows.h"
#include "server/storage/sql/roomrows.h"
#include "server/storage/sql/sqljobs.h"

#include <algorithm>

namespace confab {

namespace {

Result<RoomLog::Entry> enterRoom(SqlConnection& db, RoomId room, UserId caller, std::optional<Seq> after, int limit) {
    const Result<Membership> mine = membership(db, room, caller);
    if (!mine)
        return fail(mine.error());
    RoomLog::Entry entry{mine->lastSeq, mine->capacity, {}, mine->members};
    if (!after)
        return entry;
    return eventsPage(db, room, *after, limit).map([&](LogPage page) {
        entry.page = std::move(page);
        return std::move(entry);
    });
}

Result<QList<RoomLog::Head>> readHeads(SqlConnection& db, const QList<RoomId>& rooms) {
    const QString sql = QString(u"SELECT id, last_seq FROM rooms WHERE " % db.dialect().among(QStringLiteral("id")) %
                                u" AND deleted_at IS NULL");
    QList<RoomLog::Head> heads;
    heads.reserve(rooms.size());
    const Status done = forEachAmong(db, sql, rooms, [&heads](const SqlRows& row) {
        heads.append({row.id<RoomId>(0), row.integer(1)});
    });
    return done.map([&] { return std::move(heads); });
}

Result<LogPage> replayRoom(SqlConnection& db, RoomId room, Seq after, int limit) {
    {
        Result<SqlRows> rows = db.run(QStringLiteral("SELECT 1 FROM rooms WHERE id = ? AND deleted_at IS NULL"), room);
        if (!rows)
            return fail(std::move(rows.error()));
        if (!rows->next())
            return fail(ErrorKind::RoomNotFound);
    }
    return eventsPage(db, room, after, limit);
}

} // namespace

QCoro::Task<Result<RoomLog::Appended>> SqlRoomLog::append(NewEvent event) {
    if (m_appending)
        m_appending();
    AppendJob job(m_writer, std::move(event));
    co_return co_await job;
}

QCoro::Task<Result<LogPage>> SqlRoomLog::events(RoomId room, UserId caller, Seq after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<LogPage>(m_reader, lineOf(caller), [=](SqlConnection& db) {
        return membership(db, room, caller).and_then([&](const Membership&) {
            return eventsPage(db, room, after, bounded);
        });
    });
}

QCoro::Task<Result<RoomLog::Entry>> SqlRoomLog::enter(RoomId room, UserId caller, std::optional<Seq> after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<Entry>(m_reader, lineOf(caller),
                           [=](SqlConnection& db) { return enterRoom(db, room, caller, after, bounded); });
}

QCoro::Task<Result<QList<RoomLog::Head>>> SqlRoomLog::heads(QList<RoomId> rooms) {
    return onReader<QList<Head>>(m_reader, ReadLine::Server,
                                 [rooms = std::move(rooms)](SqlConnection& db) { return readHeads(db, rooms); });
}

QCoro::Task<Result<LogPage>> SqlRoomLog::replay(RoomId room, Seq after, int limit) {
    const int bounded = std::clamp(limit, 1, limits::eventsPerPage);
    return onReader<LogPage>(m_reader, lineOf(room),
                             [=](SqlConnection& db) { return replayRoom(db, room, after, bounded); });
}

} // namespace confab
