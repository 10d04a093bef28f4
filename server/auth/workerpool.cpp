// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/workerpool.h"

#include <QCoreApplication>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace confab {

namespace {

// With 64 waiting at some 30 ms each, the last has waited about a second by then.
constexpr qint64 retryAfterMs = 1000;

// Against a thread of the usual priority on the same core this one gets a tenth of the time.
constexpr int niceness = 10;

void yieldToOthers() {
#ifdef Q_OS_LINUX
    ::setpriority(PRIO_PROCESS, 0, niceness); // of this thread only: so Linux, against POSIX (sched(7))
#endif
}

void resumeAll(std::vector<Job*>& jobs) {
    for (Job* job : jobs)
        job->resume();
}

} // namespace

WorkerPool::WorkerPool(int threads, size_t capacity) : m_finished(&m_home, capacity, resumeAll), m_waiting(capacity) {
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    stop();
}

Done WorkerPool::submit(Job& job) {
    if (!m_waiting.tryPush(&job))
        return fail(Error::retryLater(m_stopping ? ErrorKind::ServerDraining : ErrorKind::ServerBusy, retryAfterMs));
    return {};
}

void WorkerPool::stop() {
    m_stopping = true;
    m_waiting.close();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
    QCoreApplication::sendPostedEvents(&m_home, QEvent::MetaCall);
}

void WorkerPool::work() {
    yieldToOthers();
    for (;;) {
        const std::vector<Job*> next = m_waiting.take(1);
        if (next.empty())
            return;
        if (m_stopping)
            next.front()->refuse(Error::retryLater(ErrorKind::ServerDraining, retryAfterMs));
        else
            next.front()->run(&m_nothing);
        m_finished.post(next.front());
    }
}

} // namespace confab
