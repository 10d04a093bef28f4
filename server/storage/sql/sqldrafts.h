// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/drafts.h"

namespace confab {

/// Drafts in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlDrafts final : public DraftStore {
public:
    SqlDrafts(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Status> put(UserId user, Draft draft) override;
    QCoro::Task<Result<DraftsPage>> changedSince(UserId user, UtcTime since) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
};

} // namespace confab
