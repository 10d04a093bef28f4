// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/retention.h"

namespace confab {

/// What is forgotten, in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlRetention final : public RetentionStore {
public:
    SqlRetention(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Status> keep(RoomId room, std::optional<int> days, UtcTime now) override;
    QCoro::Task<Result<std::optional<int>>> kept(RoomId room) override;
    QCoro::Task<Result<QList<RoomId>>> due(int serverDays, UtcTime now) override;
    QCoro::Task<Result<Slice>> forgetOld(RoomId room, int serverDays, UtcTime now) override;
    QCoro::Task<Status> forgetInvites(UtcTime now) override;
    QCoro::Task<Status> forgetName(UserId user) override;
    QCoro::Task<Result<Erased>> erase(UserId user, Place from, UtcTime now) override;
    QCoro::Task<Result<QList<UserId>>> erasures() override;
    QCoro::Task<Result<Erased>> eraseOn(UserId user, UtcTime now) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
