// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/fairqueue.h"
#include "common/core/job.h"
#include "server/storage/sql/jobhome.h"
#include "server/storage/sql/sqlconnection.h"

#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

namespace confab {

/// A few threads that read, each on a connection of its own that can't write. A job that is submitted after a write was
/// answered sees that write. Jobs of the same order() are a line (ReadLine), and lines take turns. A job's context is
/// the SqlConnection, outside a transaction. Thread: start() and stop() on one; submit() on the home thread. Owned by:
/// SqlStorage.
class ReaderPool final : public JobSink {
public:
    ReaderPool(const Dialect& dialect, JobHome& home);
    ~ReaderPool() override;

    /// The database must exist. Blocks until every reader has opened it; Unavailable when one can't.
    Status start(int threads);

    /// ServerBusy when too much waits, for the youngest job of the longest line; ServerDraining after stop().
    Status submit(Job& job) override;

    /// Finishes what waits and ends the threads. The last jobs have been posted home then.
    void stop();

    /// Any thread.
    QueueCounts queue() const { return m_queue.counts(); }
    quint64 reads() const { return m_reads; }
    /// Until stop().
    std::vector<WatchedThread> threads() const;

private:
    void serve(SqlConnection& connection);
    static void work(SqlConnection& connection, Job& job);

    const Dialect& m_dialect;
    JobHome& m_home;
    FairQueue<qint64, Job*> m_queue;
    std::vector<std::unique_ptr<Work>> m_works; // of each of these
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::atomic<bool> m_stopping = false;
    std::atomic<quint64> m_reads = 0;
};

} // namespace confab
