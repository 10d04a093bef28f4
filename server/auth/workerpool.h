// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "common/core/mailbox.h"

#include <QObject>

#include <thread>
#include <variant>
#include <vector>

namespace confab {

/// Threads for work that takes long and shares nothing: password hashes.
/// Thread: made and used on its home thread, where jobs resume. Owned by: Daemon.
class WorkerPool final : public JobSink {
public:
    /// `capacity` jobs may wait; beyond that they are refused with ServerBusy.
    WorkerPool(QObject* home, int threads, size_t capacity);
    /// Finishes what waits. Jobs resume if the home thread's event loop still runs.
    ~WorkerPool() override;

    Done submit(Job& job) override;

private:
    void work();

    Mailbox<Job*> m_finished;
    BlockingQueue<Job*> m_waiting;
    std::monostate m_nothing; // the context of its jobs
    std::vector<std::thread> m_threads;
};

} // namespace confab
