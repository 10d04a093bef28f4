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

/// Threads for work that takes long and shares nothing: password hashes. Whoever chats goes first: where the system
/// lets them (Linux) they run at a low priority. Askers take turns, so that one who has many jobs delays nobody else by
/// more than one of them. Thread: made, used and destroyed on its home thread, where jobs
/// resume; that thread has an event loop. Owned by: ChatParts.
class WorkerPool final : public JobSink {
public:
    /// `capacity` jobs may wait; beyond that they are refused with ServerBusy: the new one, or, for an asker who has
    /// few, the youngest of the one who has most.
    WorkerPool(int threads, size_t capacity);
    /// stop(), when it was not called.
    ~WorkerPool() override;

    Done submit(Job& job) override { return submit(job, QString()); }
    /// In this asker's line.
    Done submit(Job& job, const QString& asker);

    /// Takes no new jobs, finishes the ones that run, refuses those that wait (ServerDraining in both cases) and ends
    /// the threads. Every coroutine that waited has gone on when this returns; so call it while what they use is alive.
    void stop();

    /// Any thread: jobs that wait.
    QueueCounts queue() const { return m_waiting.counts(); }
    /// Any thread: jobs that wait to be resumed. Each belongs to a call that waits, of which a connection has only so
    /// many, and to an asker's share.
    size_t answers() const { return m_finished.size(); }
    /// Until stop().
    std::vector<WatchedThread> threads() const;

private:
    void work(Work& work);

    QObject m_home; // what is posted to it goes with it
    Mailbox<Job*> m_finished;
    FairQueue<std::string, Job*> m_waiting; // a QString would be shared with the thread that empties its line
    std::monostate m_nothing;               // the context of its jobs
    std::atomic<bool> m_stopping = false;
    std::vector<std::unique_ptr<Work>> m_works; // of each of these
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace confab
