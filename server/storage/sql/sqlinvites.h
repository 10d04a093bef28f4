// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/invites.h"

namespace confab {

class SqlConnection;

/// Invitations in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlInvites final : public InviteStore {
public:
    SqlInvites(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<Invite>> make(NewInvite invite, InviteRule may) override;
    QCoro::Task<Result<QList<Invite>>> list(RoomId room, UserId caller, UtcTime now, RoleRule mayAll,
                                            InviteRule may) override;
    QCoro::Task<Status> revoke(RoomId room, Secret code, UserId by, RoleRule mayAll) override;
    QCoro::Task<Result<InvitedTo>> look(Secret code, UtcTime now, InviteRule may) override;
    QCoro::Task<Result<RoomChange>> accept(Secret code, UserId user, UtcTime now, InviteRule may) override;
    QCoro::Task<Result<Welcome>> createUser(NewUser user, Secret code, InviteRule may) override;

private:
    /// Whose invitation it is, so that a change of it takes its place in the order of locks.
    QCoro::Task<Result<RoomId>> roomOf(Secret code);

    JobSink& m_writer;
    JobSink& m_reader;
};

/// Those whose time is over, some hundred at most.
Status forgetEndedInvites(SqlConnection& db, UtcTime now);

} // namespace confab
