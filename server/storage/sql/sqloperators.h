// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/operators.h"

namespace confab {

/// What an operator sees and changes, in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlOperators final : public OperatorStore {
public:
    SqlOperators(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<QList<AccountStanding>>> accounts(UserId after, int limit, UtcTime now) override;
    QCoro::Task<Result<std::optional<AccountStanding>>> account(UserId user, UtcTime now) override;
    QCoro::Task<Result<QList<SessionId>>> disable(UserId user, UtcTime now) override;
    QCoro::Task<Status> enable(UserId user, UtcTime now) override;
    QCoro::Task<Result<User>> add(NewUser user) override;
    QCoro::Task<Result<bool>> setRole(UserId user, ServerRole role, UtcTime now) override;
    QCoro::Task<Result<QList<RoomStanding>>> rooms(RoomId after, int limit) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
