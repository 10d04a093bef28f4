// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/search.h"

namespace confab {

/// The search in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlSearch final : public SearchStore {
public:
    SqlSearch(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<SearchPage>> find(SearchQuestion question) override;
    QCoro::Task<Result<SearchBacklog>> backlog() override;
    QCoro::Task<Result<bool>> indexSlice(RoomId room) override;
    void onAppend(std::function<void()> tell) override { m_tell = std::move(tell); }

    /// An event is about to be appended.
    void noteAppend() {
        if (m_tell)
            m_tell();
    }

private:
    JobSink& m_writer;
    JobSink& m_reader;
    std::function<void()> m_tell;
    std::optional<int> m_indexed; // as the last backlog() had it
};

} // namespace confab
