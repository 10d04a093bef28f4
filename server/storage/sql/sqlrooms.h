// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/rooms.h"

namespace confab {

class SqlConnection;

/// The rooms and their members in SQL. A deleted room keeps its row and its log, which nothing shows.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlRooms final : public RoomStore {
public:
    SqlRooms(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<RoomChange>> create(NewRoom room) override;
    QCoro::Task<Result<Listing>> listFor(UserId user, RoomId after) override;
    QCoro::Task<Result<Room>> one(RoomId room, UserId user) override;
    QCoro::Task<Result<QList<Belonging>>> belongings(QList<UserId> users) override;
    QCoro::Task<Result<QList<Room>>> findPublic(UserId user, QString query, int limit) override;
    QCoro::Task<Result<JoinFacts>> joinFacts(RoomId room, UserId user) override;
    QCoro::Task<Result<RoomChange>> join(RoomId room, UserId user, UtcTime at) override;
    QCoro::Task<Result<QList<Event>>> leave(RoomId room, UserId user, UtcTime at) override;
    QCoro::Task<Result<QList<UserId>>> remove(RoomId room, UserId by, UtcTime at, RoleRule may) override;
    QCoro::Task<Result<RoomChange>> update(RoomId room, UserId by, UtcTime at, RoomSettings settings,
                                           RoleRule may) override;
    QCoro::Task<Result<DirectRoom>> openDirect(NewDirect direct) override;
    QCoro::Task<Result<ReadMark>> markRead(RoomId room, UserId user, Seq seq, bool mayGoBack, UtcTime at) override;
    QCoro::Task<Result<bool>> setNotify(RoomId room, UserId user, NotifyLevel level,
                                        std::optional<UtcTime> until) override;
    QCoro::Task<Result<MemberPage>> members(RoomId room, UserId caller, UserId after, int limit) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

/// RoomStore::join(), inside a transaction.
Result<RoomChange> joinRoom(SqlConnection& db, RoomId room, UserId user, UtcTime at);
/// RoomStore::remove() of a room that is locked and may be deleted; its members.
Result<QList<UserId>> endRoom(SqlConnection& db, RoomId room, UtcTime at);
/// RoomStore::leave(), inside a transaction.
Result<QList<Event>> leaveRoom(SqlConnection& db, RoomId room, UserId user, UtcTime at);

} // namespace confab
