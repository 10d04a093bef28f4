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
    for (int i = 0; i < threads; ++i) {
        Work& noted = *m_works.emplace_back(std::make_unique<Work>());
        m_threads.emplace_back(QThread::create([this, &noted] { work(noted); }));
        m_threads.back()->setObjectName(QStringLiteral("hash-%1").arg(i + 1));
        m_threads.back()->start();
    }
}

WorkerPool::~WorkerPool() {
    stop();
}

Status WorkerPool::submit(Job& job, const QString& asker) {
    const auto pushed = m_waiting.tryPush(asker.toStdString(), &job);
    if (pushed.displaced) {
        (*pushed.displaced)->refuse(Error::retryLater(ErrorKind::ServerBusy, retryAfterMs));
        m_finished.post(*pushed.displaced);
    }
    if (!pushed.taken)
        return fail(Error::retryLater(m_stopping ? ErrorKind::ServerDraining : ErrorKind::ServerBusy, retryAfterMs));
    return {};
}

void WorkerPool::stop() {
    m_stopping = true;
    m_waiting.close();
    for (const auto& thread : m_threads)
        thread->wait();
    m_threads.clear();
    QCoreApplication::sendPostedEvents(&m_home, QEvent::MetaCall);
}

std::vector<WatchedThread> WorkerPool::threads() const {
    std::vector<WatchedThread> threads;
    for (size_t i = 0; i < m_threads.size(); ++i)
        threads.push_back({m_threads[i]->objectName().toStdString(), nullptr, m_works[i].get()});
    return threads;
}

void WorkerPool::work(Work& noted) {
    noted.attach();
    yieldToOthers();
    while (const std::optional<Job*> next = m_waiting.take()) {
        const Working working("a password hash");
        if (m_stopping)
            (*next)->refuse(Error::retryLater(ErrorKind::ServerDraining, retryAfterMs));
        else
            (*next)->run(&m_nothing);
        m_finished.post(*next);
    }
}

} // namespace confab
