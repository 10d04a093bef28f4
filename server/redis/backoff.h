// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>

namespace confab {

/// The delay before the next attempt to connect: a random part of a bound that doubles, so that many nodes do not
/// reconnect at once.
/// Thread: its connection's. Owned by: RedisConnection.
class Backoff {
public:
    using ms = std::chrono::milliseconds;

    Backoff(ms first, ms longest) : m_first(first), m_longest(longest), m_bound(first) {}

    /// From 0 to the bound.
    ms next() {
        const ms pause = part(ms(0), m_bound);
        m_bound = std::min(m_bound * 2, m_longest);
        return pause;
    }
    /// For errors that need an administrator: at least half of the longest.
    ms slow() {
        m_bound = m_longest;
        return part(m_longest / 2, m_longest);
    }
    void reset() { m_bound = m_first; }

private:
    static ms part(ms from, ms to) {
        return ms(QRandomGenerator::global()->bounded(qint64(from.count()), qint64(to.count()) + 1));
    }

    const ms m_first;
    const ms m_longest;
    ms m_bound;
};

} // namespace confab
