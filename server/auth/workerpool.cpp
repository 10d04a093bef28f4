// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/workerpool.h"

#include <QCoreApplication>

namespace confab {

namespace {

// With 64 waiting at some 30 ms each, the last has waited about a second by then.
constexpr qint64 retryAfterMs = 1000;

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
