// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/administration.h"

namespace confab {

/// What administrators do, in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlAdministration final : public AdminStore {
public:
    SqlAdministration(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Status> check(UserId by) override;
    QCoro::Task<Result<AccountsPage>> users(UserId by, AccountsAsked asked) override;
    QCoro::Task<Result<RoomInfosPage>> rooms(UserId by, RoomsAsked asked) override;
    QCoro::Task<Result<AuditPage>> audit(UserId by, EntriesAsked asked) override;
    QCoro::Task<Result<ServerCounts>> counts(UserId by, std::optional<NodeLease> self) override;
    QCoro::Task<Result<UserChange>> setUser(Deed deed, AdminSetUser change) override;
    QCoro::Task<Status> makeResetLink(Deed deed, NewResetLink link) override;
    QCoro::Task<Status> invite(Deed deed, NewServerInvite invite) override;
    QCoro::Task<Result<QList<UserId>>> deleteRoom(Deed deed, RoomId room) override;
    QCoro::Task<Result<StoredSettings>> set(Deed deed, StoredSettings change) override;
    QCoro::Task<Result<StoredSettings>> settings() override;
    QCoro::Task<Status> lookAtResetLink(QByteArray hash, UtcTime now) override;
    QCoro::Task<Result<QList<SessionId>>> useResetLink(QByteArray hash, QByteArray passwordHash, UtcTime now) override;
    QCoro::Task<Status> notePeople(NodeLease self, int people) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
