// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/jobhome.h"

#include <mutex>
#include <unordered_map>

namespace confab {

/// The rooms whose jobs run in the second writer, because another session has locked what they write. While one job of
/// a room is there, all later ones follow, so that they stay in order.
/// Thread: any. Owned by: SqlStorage.
class LockedRooms {
public:
    /// Notes that the job goes aside, when `force` or when others of its room are there.
    bool join(const Job& job, bool force) {
        const std::lock_guard lock(m_mutex);
        if (!force && !m_jobs.contains(job.order()))
            return false;
        ++m_jobs[job.order()];
        return true;
    }
    /// They are done, or refused.
    void leave(const JobHome::Batch& batch) {
        const std::lock_guard lock(m_mutex);
        for (const Job* job : batch)
            leave(job->order());
    }
    void leave(const Job& job) {
        const std::lock_guard lock(m_mutex);
        leave(job.order());
    }

private:
    void leave(qint64 order) {
        const auto it = m_jobs.find(order);
        if (it != m_jobs.end() && --it->second == 0)
            m_jobs.erase(it);
    }

    std::mutex m_mutex;
    std::unordered_map<qint64, size_t> m_jobs; // by order
};

} // namespace confab
