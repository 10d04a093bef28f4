// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <limits>
#include <optional>
#include <queue>
#include <vector>

namespace confab {

constexpr qint64 kNever = std::numeric_limits<qint64>::max();

/// The deadlines of the thousands of connections that share one timer. A deadline that moved to a later time is not
/// removed: its owner is woken once in vain, and returns the new time.
/// Thread: its io thread. Owned by: the IoWorker.
class DeadlineQueue {
public:
    struct Entry {
        qint64 at; ///< milliseconds of the monotonic clock
        quint64 serial;
        friend bool operator>(const Entry& a, const Entry& b) { return a.at > b.at; }
    };

    void add(qint64 at, quint64 serial) { m_entries.push({at, serial}); }
    /// The earliest entry's time, or kNever.
    qint64 next() const { return m_entries.empty() ? kNever : m_entries.top().at; }
    /// Takes the earliest entry that is due.
    std::optional<Entry> takeDue(qint64 now) {
        if (m_entries.empty() || m_entries.top().at > now)
            return std::nullopt;
        const Entry entry = m_entries.top();
        m_entries.pop();
        return entry;
    }

private:
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_entries;
};

} // namespace confab
