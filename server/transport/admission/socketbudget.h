// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>

namespace confab {

/// How many client sockets may be open at once, and how many are.
/// Thread: any. Owned by: the Transport.
class SocketBudget {
public:
    explicit SocketBudget(int limit) : m_limit(limit) {}

    /// Takes a place, or says that there is none.
    bool tryTake() {
        if (m_open.fetch_add(1, std::memory_order_relaxed) < m_limit)
            return true;
        give();
        return false;
    }
    void give() { m_open.fetch_sub(1, std::memory_order_relaxed); }
    int limit() const { return m_limit; }
    int open() const { return m_open.load(std::memory_order_relaxed); }

private:
    const int m_limit;
    std::atomic<int> m_open = 0;
};

} // namespace confab
