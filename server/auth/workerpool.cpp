// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/workerpool.h"

namespace confab {

namespace {

// With 64 waiting at some 30 ms each, the last has waited about a second by then.
constexpr qint64 retryAfterMs = 1000;

void resumeAll(std::vector<Job*>& jobs) {
    for (Job* job : jobs)
        job->resume();
}

} // namespace

WorkerPool::WorkerPool(QObject* home, int threads, size_t capacity)
    : m_finished(home, capacity, resumeAll), m_waiting(capacity) {
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
    m_waiting.close();
    for (std::thread& thread : m_threads)
        thread.join();
}

Done WorkerPool::submit(Job& job) {
    if (!m_waiting.tryPush(&job))
        return fail(Error::retryLater(ErrorKind::ServerBusy, retryAfterMs));
    return {};
}

void WorkerPool::work() {
    for (;;) {
        const std::vector<Job*> next = m_waiting.take(1);
        if (next.empty())
            return;
        next.front()->run(&m_nothing);
        m_finished.post(next.front());
    }
}

} // namespace confab
