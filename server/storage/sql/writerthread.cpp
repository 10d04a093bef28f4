// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/writerthread.h"

#include "server/storage/sql/storagelimits.h"

#include <QLoggingCategory>

#include <future>

namespace confab {

namespace {
Q_LOGGING_CATEGORY(storageLog, "confab.storage")
}

WriterThread::WriterThread(const Dialect& dialect, JobHome& home)
    : m_dialect(dialect), m_home(home), m_queue(limits::writesWaiting) {}

WriterThread::~WriterThread() {
    stop();
}

Done WriterThread::start(std::function<Done(SqlConnection&)> prepare) {
    const auto started = std::make_shared<std::promise<Done>>();
    m_thread.reset(QThread::create([this, started, prepare = std::move(prepare)] {
        const Result<std::unique_ptr<WriteClaim>> claim = m_dialect.claim();
        SqlConnection connection(m_dialect, SqlAccess::Write);
        Done ready = claim ? connection.open() : fail(claim.error());
        if (ready)
            ready = prepare(connection);
        const bool serving = ready.has_value();
        started->set_value(std::move(ready));
        if (serving)
            serve(connection);
    }));
    m_thread->setObjectName(QStringLiteral("db-writer"));
    m_thread->start();
    Done ready = started->get_future().get();
    if (!ready)
        stop();
    return ready;
}

Done WriterThread::submit(Job& job) {
    if (m_queue.tryPush(&job))
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
    for (;;) {
        JobHome::Batch batch = m_queue.take(limits::writesPerCommit);
        if (batch.empty())
            return;
        m_writes += batch.size();
        m_untidied += int(batch.size());
        work(connection, std::move(batch));
        if (m_untidied >= m_dialect.tidyAfter())
            tidy(connection);
    }
}

void WriterThread::work(SqlConnection& connection, JobHome::Batch batch) {
    Done done = connection.open();
    if (done)
        done = connection.begin();
    for (size_t i = 0; done && i < batch.size() && !connection.isBroken(); ++i)
        batch[i]->run(&connection);
#ifdef CONFAB_ACK_BEFORE_COMMIT
    m_home.post(std::exchange(batch, {})); // a bug on purpose, see CMakeLists.txt: answered before it is on disk
    QThread::msleep(20);                   // a slow disk, so that a kill can fall in between
#endif
    if (done)
        done = connection.commit();
    if (done) {
        ++m_commits;
    } else {
        ++m_refusedBatches;
        qCWarning(storageLog) << "A batch of" << batch.size() << "writes was refused:" << done.error().message;
        connection.close(); // which takes back what may be half done
        for (Job* job : batch)
            job->refuse(Error(ErrorKind::Unavailable, QStringLiteral("The database could not store this.")));
    }
    m_home.post(std::move(batch));
}

void WriterThread::tidy(SqlConnection& connection) {
    m_untidied = 0;
    Done tidied = connection.open();
    if (tidied)
        tidied = m_dialect.tidy(connection);
    if (!tidied) {
        qCWarning(storageLog) << "Upkeep of the database failed:" << tidied.error().message;
        connection.close(); // opened anew by the next batch
    }
}

} // namespace confab
