// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/fairqueue.h"
#include "common/core/job.h"
#include "common/core/mailbox.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace confab {

/// Threads for work that takes long and shares nothing: password hashes. Chatting goes first: where the system allows
/// it (Linux) they run at a low priority. Callers take turns, so a caller with many jobs delays another by one job at
/// most. Thread: made, used and destroyed on its home thread, where jobs
/// resume; that thread has an event loop. Owned by: ChatParts.
class WorkerPool final : public JobSink {
public:
    /// `capacity` jobs may wait; beyond that ServerBusy refuses the new job, or, when its caller has few, the youngest
    /// job of the caller with most.
    WorkerPool(int threads, size_t capacity);
    /// stop(), when it was not called.
    ~WorkerPool() override;

    Status submit(Job& job) override { return submit(job, QString()); }
    /// In this caller's sub-queue.
    Status submit(Job& job, const QString& asker);

    /// Takes no new jobs, finishes the ones that run, refuses those that wait (ServerDraining in both cases) and ends
    /// the threads. Every waiting coroutine has resumed when this returns, so call it while what they use is alive.
    void stop();

    /// Any thread: jobs that wait.
    QueueCounts queue() const { return m_waiting.counts(); }
    /// Any thread: jobs that wait to be resumed. Bounded by the unanswered calls of a connection and by a caller's
    /// share.
    size_t answers() const { return m_finished.size(); }
    /// Until stop().
    std::vector<WatchedThread> threads() const;

private:
    void work(Work& work);

    QObject m_home; // posted items are destroyed with it
    Mailbox<Job*> m_finished;
    FairQueue<std::string, Job*> m_waiting; // a QString would be shared with the thread that empties its sub-queue
    std::monostate m_nothing;               // the context of its jobs
    std::atomic<bool> m_stopping = false;
    std::vector<std::unique_ptr<Work>> m_works; // of each of these
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace confab
