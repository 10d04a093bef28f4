// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/writerthread.h"

#include "server/ops/threadend.h"
#include "server/storage/sql/appendjob.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

#include <QLoggingCategory>

#include <algorithm>
#include <future>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(storageLog, "confab.storage")

// A commit of one message takes 0.2 ms on a fast disk and some 10 ms on a slow one; of a full batch ten times that.
constexpr std::array secondsBounds{0.0005, 0.002, 0.005, 0.02, 0.1, 0.5, 2.0};
constexpr std::array jobsBounds{1.0, 4.0, 16.0, 64.0, double(limits::writesPerCommit)};

} // namespace

WriterThread::WriterThread(const Dialect& dialect, JobHome& home, std::function<void(bool)> stores, WriterThread* aside)
    : m_dialect(dialect), m_home(home), m_access(SqlAccess::Write), m_storing(std::move(stores)), m_aside(aside),
      m_queue(limits::writesWaiting), m_commitSeconds(secondsBounds), m_batchJobs(jobsBounds) {}

WriterThread::WriterThread(const Dialect& dialect, JobHome& home)
    : m_dialect(dialect), m_home(home), m_access(SqlAccess::WriteWaiting), m_storing({}), m_aside(nullptr),
      m_queue(limits::writesWaiting), m_commitSeconds(secondsBounds), m_batchJobs(jobsBounds) {}

WriterThread::~WriterThread() {
    stop();
}

Status WriterThread::start(const QString& name, std::function<Status(SqlConnection&)> prepare) {
    const auto started = std::make_shared<std::promise<Status>>();
    m_thread.reset(QThread::create([this, started, prepare = std::move(prepare)] {
        m_work.attach();
        const Result<std::unique_ptr<WriteClaim>> claim = prepare ? m_dialect.claim() : nullptr;
        SqlConnection connection(m_dialect, m_access);
        Status ready;
        if (!claim)
            ready = fail(claim.error());
        if (ready && prepare)
            ready = connection.open();
        if (ready && prepare)
            ready = prepare(connection);
        const bool serving = ready.has_value();
        if (serving)
            seeWhetherItStores(connection);
        started->set_value(std::move(ready));
        if (serving)
            serve(connection);
    }));
    freeOpenSslAtEndOf(*m_thread);
    m_thread->setObjectName(name);
    m_thread->start();
    Status ready = started->get_future().get();
    if (!ready)
        stop();
    return ready;
}

/// A full disk does not prevent a start: reads still work. On a database server, its other users report it.
void WriterThread::seeWhetherItStores(SqlConnection& connection) {
    if (m_dialect.isServer())
        return;
    if (const Status stored = store(connection, limits::startProbeChars); !stored)
        m_storing.beganReadOnly(stored.error().message, std::chrono::steady_clock::now());
}

Status WriterThread::submit(Job& job) {
    if (!m_wake)
        m_wake.emplace([this] { m_queue.wake(); });
    if (m_queue.tryPush(&job, &*m_wake))
        return {};
    return fail(
        Error::retryLater(m_stopping ? ErrorKind::ServerDraining : ErrorKind::ServerBusy, limits::storageRetryMs));
}

void WriterThread::stop() {
    m_stopping = true;
    m_queue.close();
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
}

void WriterThread::serve(SqlConnection& connection) {
    m_untidied = 1; // from the migrations, or from an earlier run that was killed
    for (;;) {
        while (triesToStore() && !m_queue.waitFor(limits::databaseProbe))
            tryToStore(connection);
        if (m_untidied > 0 && !m_queue.waitFor(limits::databaseIdleTidy))
            maintain(connection); // so that a copy of the database file has what was stored
        JobHome::Batch batch = m_queue.take(limits::writesPerCommit);
        if (batch.empty())
            return;
        m_writes += batch.size();
        m_untidied += int(batch.size());
        if (m_aside)
            std::erase_if(batch, [this](Job* job) { return m_aside->takeAside(*job, false); });
        if (!batch.empty())
            work(connection, std::move(batch));
        if (triesToStore() && m_storing.isTrialDue(std::chrono::steady_clock::now()))
            tryToStore(connection); // small writes go through, so nothing else tells
        if (m_untidied >= m_dialect.tidyAfter())
            maintain(connection);
    }
}

namespace {

/// A connection that was open may have died since. Nothing has been asked of the new one then, so nothing is lost.
Status reconnectAndBegin(SqlConnection& connection) {
    const bool wasOpen = connection.isOpen();
    Status begun = connection.open();
    if (begun)
        begun = connection.begin();
    if (begun || !wasOpen)
        return begun;
    connection.close();
    begun = connection.open();
    return begun ? connection.begin() : begun;
}

/// What an attempt has begun. A connection that can't even do this is opened anew by the next one.
void undo(SqlConnection& connection) {
    if (!connection.rollback())
        connection.close();
}

} // namespace

Status WriterThread::attempt(SqlConnection& connection, JobHome::Batch& batch) {
    m_running = 0;
    connection.setSavepoints(m_carefulFor > 0);
    const bool together = m_access == SqlAccess::Write && m_carefulFor == 0 && !m_oneByOne;
    m_carefulFor = std::max(0, m_carefulFor - 1);
    {
        const Working working(batch.empty() ? nullptr : batch.front()->cause()); // the first job stands for the batch
        if (Status begun = reconnectAndBegin(connection); !begun)
            return begun;
    }
    while (m_running < batch.size() && !connection.isBroken() && !connection.needsSavepointRetry()) {
        const std::span<Job* const> rest = std::span<Job* const>(batch).subspan(m_running);
        const size_t ran = together ? runTogether(connection, rest) : 0;
        if (ran == 0)
            rest.front()->run(&connection);
        m_running += std::max<size_t>(1, ran);
        m_oneByOne = m_oneByOne || (ran > 0 && connection.isLocked()); // to find the room that is
    }
    if (connection.needsSavepointRetry())
        return runWithSavepoints(connection, batch);
    return connection.commit();
}

/// One job of the batch failed or had nothing to write: this must not affect the others.
Status WriterThread::runWithSavepoints(SqlConnection& connection, JobHome::Batch& batch) {
    m_carefulFor = limits::carefulBatches;
    undo(connection);
    connection.setSavepoints(true);
    if (Status begun = reconnectAndBegin(connection); !begun)
        return begun;
    for (size_t& i = m_running = 0; i < batch.size() && !connection.isBroken(); ++i)
        batch[i]->run(&connection);
    return connection.commit();
}

Status WriterThread::repeat(SqlConnection& connection, JobHome::Batch& batch, Status done) {
    const int attempts = m_stopping && m_access == SqlAccess::WriteWaiting ? 1 : limits::batchAttempts;
    for (int again = 1, moves = 0; !done && again < attempts && connection.canRepeat();) {
        if (m_aside && connection.isLocked() && m_running > 0) {
            moveAside(batch, ++moves > limits::lockedPerBatch);
        } else {
            qCInfo(storageLog) << "A batch of" << batch.size() << "writes is run again:" << done.error().message;
            ++m_repeatedBatches;
            ++again;
        }
        undo(connection);
        if (batch.empty())
            return {};
        done = attempt(connection, batch);
    }
    return done;
}

void WriterThread::work(SqlConnection& connection, JobHome::Batch batch) {
    const Working working("a transaction");
    std::ranges::stable_sort(batch, {}, [](const Job* job) { return job->order(); });
    const auto begun = std::chrono::steady_clock::now();
    m_oneByOne = false;
    Status done = attempt(connection, batch);
    if (!done && m_oneByOne) { // a room is locked, and the next attempt finds which
        undo(connection);
        done = attempt(connection, batch);
    }
    if (!done)
        done = repeat(connection, batch, std::move(done));
    if (batch.empty())
        return;
    if (done) {
        ++m_commits;
        m_commitSeconds.add(std::chrono::steady_clock::now() - begun);
        m_batchJobs.add(double(batch.size()));
        if (m_access != SqlAccess::Write)
            m_storing.tried(true, std::chrono::steady_clock::now());
    } else {
        refuse(connection, batch, done.error());
    }
    m_lockedRooms.leave(batch);
    m_home.post(std::move(batch));
}

namespace {

bool isOfRoom(const Job& job) {
    return job.order() > qint64(LockOrder::Accounts) && job.order() < qint64(LockOrder::Nodes);
}

} // namespace

bool WriterThread::takeAside(Job& job, bool hasToWait) {
    if (isOfRoom(job) ? !m_lockedRooms.join(job, hasToWait) : !hasToWait)
        return false;
    ++m_takenAside;
    if (!m_queue.tryPush(&job)) {
        m_lockedRooms.leave(job);
        job.refuse(Error::retryLater(ErrorKind::ServerBusy, limits::storageRetryMs));
        m_home.post({&job});
    }
    return true;
}

void WriterThread::moveAside(JobHome::Batch& batch, bool all) {
    const Job* locked = batch[std::min(m_running, batch.size()) - 1];
    const qint64 order = locked->order();
    const bool isRoom = isOfRoom(*locked);
    std::erase_if(batch, [&](Job* job) {
        const bool isAlike = isOfRoom(*job) == isRoom; // locked rooms hold up no account, and the other way round
        const bool waits = job == locked || (isAlike && (all || (isRoom && job->order() == order)));
        return waits && m_aside->takeAside(*job, true);
    });
}

void WriterThread::refuse(SqlConnection& connection, const JobHome::Batch& batch, const Error& error) {
    ++m_refusedBatches;
    const bool crowded = connection.canRepeat();
    if (crowded)
        qCInfo(storageLog) << "A batch of" << batch.size() << "writes was given up:" << error.message;
    else
        m_storing.refused(error.message, batch.size(), std::chrono::steady_clock::now());
    connection.close(); // which takes back what may be half done
    for (Job* job : batch)
        job->refuse(crowded ? Error::retryLater(ErrorKind::ServerBusy, limits::storageRetryMs)
                            : Error(ErrorKind::Unavailable, QStringLiteral("The database could not store this.")));
}

/// Readiness removes traffic, so the server tries with a write of its own; otherwise recovery would never be noticed.
void WriterThread::tryToStore(SqlConnection& connection) {
    const Status stored = store(connection, limits::probeChars);
    m_storing.tried(stored.has_value(), std::chrono::steady_clock::now());
}

/// And takes it back. What was stored counts, whether or not that works.
Status WriterThread::store(SqlConnection& connection, qsizetype chars) {
    const Working working("a try whether the database stores");
    const QString forget = QStringLiteral("DELETE FROM migrations WHERE number = -1");
    const QString text(chars, u'x');
    Status stored = reconnectAndBegin(connection);
    if (stored)
        stored = connection.exec(forget); // of a trial that could not be taken back
    if (stored)
        stored = connection.exec(QStringLiteral("INSERT INTO migrations (number, name, at) VALUES (-1, ?, 0)"), text);
    if (stored)
        stored = connection.commit();
    if (!stored) {
        connection.close();
        return stored;
    }
    Status forgotten = connection.begin();
    if (forgotten)
        forgotten = connection.exec(forget);
    if (forgotten)
        forgotten = connection.commit();
    if (!forgotten)
        connection.close();
    return stored;
}

void WriterThread::maintain(SqlConnection& connection) {
    const Working working("upkeep of the database");
    m_untidied = 0;
    Status tidied = connection.open();
    if (tidied)
        tidied = m_dialect.maintain(connection);
    if (!tidied) {
        qCWarning(storageLog) << "Upkeep of the database failed:" << tidied.error().message;
        connection.close(); // opened anew by the next batch
    }
}

} // namespace confab
