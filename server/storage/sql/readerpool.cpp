// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/readerpool.h"

#include "server/ops/threadend.h"
#include "server/storage/sql/storagelimits.h"

#include <future>

namespace confab {

ReaderPool::ReaderPool(const Dialect& dialect, JobHome& home)
    : m_dialect(dialect), m_home(home), m_queue(limits::readsWaiting) {}

ReaderPool::~ReaderPool() {
    stop();
}

Status ReaderPool::start(int threads) {
    for (int i = 0; i < threads; ++i) {
        const auto started = std::make_shared<std::promise<Status>>();
        Work& noted = *m_works.emplace_back(std::make_unique<Work>());
        m_threads.emplace_back(QThread::create([this, started, &noted] {
            noted.attach();
            SqlConnection connection(m_dialect, SqlAccess::Read);
            Status opened = connection.open();
            const bool serving = opened.has_value();
            started->set_value(std::move(opened));
            if (serving)
                serve(connection);
        }));
        freeOpenSslAtEndOf(*m_threads.back());
        m_threads.back()->setObjectName(QStringLiteral("db-reader-%1").arg(i + 1));
        m_threads.back()->start();
        if (Status opened = started->get_future().get(); !opened) {
            stop();
            return opened;
        }
    }
    return {};
}

Status ReaderPool::submit(Job& job) {
    const auto pushed = m_queue.tryPush(job.order(), &job);
    if (pushed.displaced) {
        (*pushed.displaced)->refuse(Error::retryLater(ErrorKind::ServerBusy, limits::storageRetryMs));
        m_home.post({*pushed.displaced});
    }
    if (pushed.taken)
        return {};
    return fail(
        Error::retryLater(m_stopping ? ErrorKind::ServerDraining : ErrorKind::ServerBusy, limits::storageRetryMs));
}

void ReaderPool::stop() {
    m_stopping = true;
    m_queue.close();
    for (const auto& thread : m_threads)
        thread->wait();
    m_threads.clear();
}

void ReaderPool::serve(SqlConnection& connection) {
    while (const std::optional<Job*> job = m_queue.take()) {
        work(connection, **job);
        ++m_reads;
        m_home.post({*job});
    }
}

std::vector<WatchedThread> ReaderPool::threads() const {
    std::vector<WatchedThread> threads;
    for (size_t i = 0; i < m_threads.size(); ++i)
        threads.push_back({m_threads[i]->objectName().toStdString(), nullptr, m_works[i].get()});
    return threads;
}

void ReaderPool::work(SqlConnection& connection, Job& job) {
    const Working working("a read");
    const bool wasOpen = connection.isOpen();
    Status open = connection.open();
    if (open)
        job.run(&connection);
    if (open && wasOpen && !connection.isOpen()) { // it may have died long ago; reading twice does no harm
        open = connection.open();
        if (open)
            job.run(&connection);
    }
    if (!open)
        job.refuse(std::move(open.error()));
}

} // namespace confab
