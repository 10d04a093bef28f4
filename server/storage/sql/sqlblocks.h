// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/blocks.h"

namespace confab {

/// Whom people block, in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlBlocks final : public BlockStore {
public:
    SqlBlocks(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<std::optional<User>>> setBlocked(UserId by, UserId whom, bool on) override;
    QCoro::Task<Result<QList<User>>> blocked(UserId by) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
