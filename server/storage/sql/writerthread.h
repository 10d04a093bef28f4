// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/job.h"
#include "common/core/mailbox.h"
#include "server/storage/sql/jobhome.h"
#include "server/storage/sql/lockedrooms.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/storing.h"

#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace confab {

/// The only writing thread. It takes all waiting jobs into one transaction (group commit): the sync to disk is shared
/// under load, and a single job does not wait for others; only after a batch of several it gathers for a moment. A
/// batch is run without savepoints first, its messages together where the database can (appendjob.h), and once more,
/// job by job and with savepoints, when one of its jobs fails. Jobs go home only after the commit; when it fails, all
/// of them are refused, and the connection is opened anew before the next batch; until the database stores again, the
/// thread tries a write of its own from time to time. When other writers got in its way, the batch is rolled back and
/// run again. Jobs of a room that another session has locked move to a second writer that waits for the lock, so that
/// no other room waits with it. A job's context is the SqlConnection inside that transaction; a job that may fail after
/// it wrote has to write through SqlConnection::atomically(), or it would spoil the batch. Thread: start() and stop()
/// on one; submit() on the home thread. Owned by: SqlStorage.
class WriterThread final : public JobSink {
public:
    /// `stores`: told, on the writer's thread, when the database refuses to store and when it stores again; before
    /// start() returns, when it refuses from the beginning. May be empty. `aside`: runs jobs that have to wait for a
    /// lock; outlives this. May be null.
    WriterThread(const Dialect& dialect, JobHome& home, std::function<void(bool)> stores, WriterThread* aside);
    /// One that waits for locks, and opens its connection when it has something to do.
    WriterThread(const Dialect& dialect, JobHome& home);
    ~WriterThread() override;

    /// Claims the database, opens it and runs `prepare` (migrations) before the first job. Blocks until that is done
    /// and returns its error; then there is no thread. Without a `prepare` it only starts the thread.
    Status start(const QString& name, std::function<Status(SqlConnection&)> prepare = {});

    /// ServerBusy when too much waits, ServerDraining after stop().
    Status submit(Job& job) override;

    /// Finishes what waits, closes the database and ends the thread. The last jobs have been posted home then.
    void stop();

    /// Any thread.
    quint64 writes() const { return m_writes; }
    quint64 commits() const { return m_commits; }
    quint64 repeatedBatches() const { return m_repeatedBatches; }
    quint64 refusedBatches() const { return m_refusedBatches; }
    quint64 takenAside() const { return m_takenAside; } ///< jobs
    /// Of those that were committed: seconds from the first statement to the end of the sync, and jobs.
    HistogramCounts commitSeconds() const { return m_commitSeconds.counts(); }
    HistogramCounts batchJobs() const { return m_batchJobs.counts(); }
    QueueCounts queue() const { return m_queue.counts(); }
    const Work& noted() const { return m_work; }

private:
    void serve(SqlConnection& connection);
    void work(SqlConnection& connection, JobHome::Batch batch);
    /// Another writer's thread: takes the job when it has to wait, or when earlier ones of its room do.
    bool takeAside(Job& job, bool hasToWait);
    /// Of a batch in which a job did not get its lock: that job's room; with `all`, every room, or all that are of no
    /// room when it is of none.
    void moveAside(JobHome::Batch& batch, bool all);
    Status attempt(SqlConnection& connection, JobHome::Batch& batch);
    Status runWithSavepoints(SqlConnection& connection, JobHome::Batch& batch);
    /// Attempts until one succeeds, or none can. Jobs that wait for a lock leave the batch, perhaps all of them.
    Status repeat(SqlConnection& connection, JobHome::Batch& batch, Status done);
    void refuse(SqlConnection& connection, const JobHome::Batch& batch, const Error& error);
    void seeWhetherItStores(SqlConnection& connection);
    /// Writers that wait for locks open their connection only for a job, so they make no trials of their own.
    bool triesToStore() const { return m_access == SqlAccess::Write && m_storing.refuses(); }
    void tryToStore(SqlConnection& connection);
    static Status store(SqlConnection& connection, qsizetype chars);
    void maintain(SqlConnection& connection);

    const Dialect& m_dialect;
    JobHome& m_home;
    const SqlAccess m_access;
    Storing m_storing; // the writer's
    WriterThread* const m_aside;
    LockedRooms m_lockedRooms; // whose jobs are here, of a writer that waits for locks
    BlockingQueue<Job*> m_queue;
    Work m_work;
    // made by the first submit(): all jobs of the home thread's turn share a commit
    std::optional<CoalescedWakeup> m_wake;
    std::unique_ptr<QThread> m_thread;
    int m_untidied = 0;      // jobs since the last maintain(); the writer's
    size_t m_running = 0;    // the place in its batch behind the job that runs, or ran last; the writer's
    bool m_oneByOne = false; // no job of this batch runs together with others; the writer's
    int m_carefulFor = 0;    // so many batches get savepoints at once; the writer's
    std::atomic<bool> m_stopping = false;
    std::atomic<quint64> m_writes = 0;
    std::atomic<quint64> m_commits = 0;
    std::atomic<quint64> m_repeatedBatches = 0;
    std::atomic<quint64> m_refusedBatches = 0;
    std::atomic<quint64> m_takenAside = 0;
    Histogram m_commitSeconds;
    Histogram m_batchJobs;
};

} // namespace confab
