// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/roomlog.h"

#include <span>

namespace confab {

class SqlConnection;

/// RoomLog::append() on its way to the writer, which may run it together with others: `co_await` it.
/// Thread: see Job. Owned by: the coroutine that waits for it.
class AppendJob final : public Job {
public:
    AppendJob(JobSink& writer, NewEvent event);

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> handle);
    Result<RoomLog::Appended> await_resume();

    /// All of its writes or none; `context` is the SqlConnection.
    void run(void* context) override;
    void refuse(Error error) override;

    const NewEvent& event() const { return m_event; }
    /// It was appended, under this number, with others.
    void settle(Seq seq);

private:
    JobSink& m_writer;
    const NewEvent m_event;
    std::optional<Result<RoomLog::Appended>> m_result;
};

/// On the writer's thread, inside a transaction without savepoints: runs the jobs at the front of `jobs` that the
/// database appends together (AppendStrategy::appendTogether()). How many these were; 0, and nothing done, when they
/// are too few to be worth it. When one of them can't be appended, the transaction needs savepoints.
size_t runTogether(SqlConnection& db, std::span<Job* const> jobs);

} // namespace confab
