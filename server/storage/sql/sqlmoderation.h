// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/moderation.h"

namespace confab {

class SqlConnection;

/// Roles, mutes and bans in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlModeration final : public ModerationStore {
public:
    SqlModeration(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<QList<Event>>> setRole(NewRole role, RoleRule may) override;
    QCoro::Task<Result<QList<Event>>> putOut(Expulsion expulsion, TargetRule may) override;
    QCoro::Task<Result<QList<Event>>> mute(Muting muting, TargetRule may) override;
    QCoro::Task<Status> checkMayWrite(RoomId room, UserId user, UtcTime at) override;
    QCoro::Task<Status> liftBan(RoomId room, UserId user, UserId by, RoleRule may) override;
    QCoro::Task<Result<BansAnswer>> bans(RoomId room, UserId caller, UserId after, UtcTime now, RoleRule may) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

/// RoomBanned, with the end of the ban, when there is one at that time.
Status checkBan(SqlConnection& db, RoomId room, UserId user, UtcTime at);

} // namespace confab
