// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/counter.h"
#include "common/core/job.h"
#include "common/core/mailbox.h"
#include "server/storage/files.h"
#include "server/storage/operators.h"
#include "server/storage/retention.h"
#include "server/storage/sql/databaseaddress.h"
#include "server/storage/storage.h"

#include <QObject>

#include <functional>
#include <memory>

namespace confab {

/// The queues of the storage, and what its writer makes of them.
struct StorageQueues {
    QueueCounts writer;
    QueueCounts readers;
    size_t answers = 0; ///< batches of finished jobs that the chat thread has not taken yet
    // WriterThread's:
    HistogramCounts commitSeconds;
    HistogramCounts batchJobs;
};

/// The work of the storage since it was opened, for metrics and tests.
struct StorageCounts {
    quint64 writes = 0;          ///< jobs that the writer was given
    quint64 commits = 0;         ///< transactions that held them, without the refused ones
    quint64 repeatedBatches = 0; ///< how often one was run again because other writers were in its way
    quint64 refusedBatches = 0;  ///< transactions that could not be begun or committed
    quint64 reads = 0;           ///< jobs that readers have done
    quint64 waitedForLocks = 0;  ///< of `writes`, those of locked rooms, done by the second writer
    StorageQueues queues = {};
};

/// The stores in one SQL database: one writer thread that commits what waits together, and a few reader threads. On a
/// database server, where other sessions hold locks, also a writer for the rooms that are locked and one for the lease.
/// Thread: open() on any, before the home thread asks for the first time; everything else on the home thread (the chat
/// thread), where every answer comes too. Owned by: the daemon.
class SqlStorage final : public Storage {
public:
    /// Opens or makes the database `confab.db` in `folder` (made if it is missing), brings its schema up to date and
    /// starts the threads. Coroutines resume on the thread of `home`, whose event loop runs as long as this lives.
    /// Unavailable, with a sentence for the operator: another process uses the folder, it can't be written, the
    /// database is newer than this program or not a database, a setting did not take. A full disk does not keep it from
    /// opening: all writes are refused until there is room.
    static Result<std::unique_ptr<SqlStorage>> open(const QString& folder, QObject* home);
    /// Likewise where `address` says. Also on PostgreSQL: it can't be reached, is too old, or runs with settings by
    /// which confirmed writes can be lost. `stores`: told, on a thread of the storage, when the database refuses to
    /// store, and when it stores again; may be empty.
    static Result<std::unique_ptr<SqlStorage>> open(const DatabaseAddress& address, QObject* home,
                                                    std::function<void(bool)> stores = {});

    /// stop(), when it was not called.
    ~SqlStorage() override;

    UserStore& users() override;
    SessionStore& sessions() override;
    SecondFactorStore& secondFactors() override;
    RoomStore& rooms() override;
    ModerationStore& moderation() override;
    BlockStore& blocks() override;
    InviteStore& invites() override;
    RoomLog& log() override;
    MessageStore& messages() override;
    SearchStore& search() override;
    DraftStore& drafts() override;
    NodeStore& nodes() override;
    BotStore& bots() override;
    RetentionStore& retention() override;
    OwnRecordStore& ownRecords() override;
    AdminStore& administration() override;
    const Installation& installation() const override;
    FileStore& files();
    OperatorStore& operators();

    /// Takes no new jobs (they get ServerDraining), finishes those that wait, ends the threads, closes the database.
    /// Called on the home thread, every waiting coroutine has resumed when this returns, so call it while what they use
    /// is alive. Called elsewhere, the home thread's event loop has to run a little longer for that.
    void stop();

    /// Any thread, as long as this lives.
    StorageCounts counts() const;
    /// Its threads, for a watchdog, until stop().
    std::vector<WatchedThread> threads() const;

    /// The writer itself, for work that belongs to no store: a Job's context is a SqlConnection inside the batch's
    /// transaction.
    JobSink& writer();

private:
    static Result<std::unique_ptr<SqlStorage>> openOnce(const DatabaseAddress& address, QObject* home,
                                                        std::function<void(bool)> stores);

    struct Parts;
    explicit SqlStorage(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace confab
