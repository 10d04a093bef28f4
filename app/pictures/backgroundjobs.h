// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/then.h"

#include <QObject>
#include <QThreadPool>

namespace confab::pictures {

/// Runs jobs on threads of its own, and brings their results home. Jobs see only what they were given.
/// Thread: the one that makes it; results come there. Owned by: those with work that takes longer than a frame.
class BackgroundJobs : public QObject {
    Q_OBJECT
public:
    explicit BackgroundJobs(int threads);
    /// Waits for the jobs that run; those that wait are dropped.
    ~BackgroundJobs() override;

    /// `then` gets the result later, never from within this call.
    template <class T>
    void run(std::function<Result<T>()> job, client::Then<T> then) {
        m_pool.start([this, job = std::move(job), then = std::move(then)] {
            Result<T> result = job();
            QMetaObject::invokeMethod(
                this, [then, result = std::move(result)]() mutable { then(std::move(result)); }, Qt::QueuedConnection);
        });
    }

private:
    QThreadPool m_pool;
};

} // namespace confab::pictures
