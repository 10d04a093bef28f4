// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "common/core/mailbox.h"

#include <QCoreApplication>
#include <QThread>

#include <vector>

namespace confab {

/// Resumes finished jobs on the thread of the coroutines that wait for them. One wake-up per batch.
/// Thread: post() from any; flush() and the destructor on the home thread. Owned by: SqlStorage.
class JobHome {
public:
    using Batch = std::vector<Job*>;

    /// `home` lives on the thread where jobs are to be resumed.
    explicit JobHome(QObject* home)
        : m_arrivals(&m_anchor, 0, [](std::vector<Batch>& batches) {
              for (const Batch& batch : batches) {
                  for (Job* job : batch)
                      job->resume();
              }
          }) {
        m_anchor.moveToThread(home->thread());
    }

    /// Hands over a batch whose jobs have all been run or refused.
    void post(Batch batch) { m_arrivals.post(std::move(batch)); }

    /// Any thread: batches that wait to be resumed. The jobs in them were bounded where they were submitted.
    size_t waiting() const { return m_arrivals.size(); }

    bool isHere() const { return m_anchor.thread() == QThread::currentThread(); }

    /// Resumes at once what has been posted.
    void flush() { QCoreApplication::sendPostedEvents(&m_anchor, QEvent::MetaCall); }

private:
    QObject m_anchor; // posted items are destroyed with it, so none reaches a destroyed mailbox
    Mailbox<Batch> m_arrivals;
};

} // namespace confab
