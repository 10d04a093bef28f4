// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/tokenbucket.h"

#include <QHash>

#include <algorithm>

namespace confab {

/// A bounded map of per-key state about clients. An entry is dropped when it says nothing that a fresh one would not
/// say; `Entry` has `bool isIdle(Time now)` for that, and `bool isHeld()` for one that must stay in any case (their
/// number is bounded elsewhere). The cost of a call is constant on average, whatever the size.
/// Thread: its owner's. Owned by: the object that limits.
template <class Key, class Entry>
class BoundedMap {
public:
    /// `most` entries that are not held.
    explicit BoundedMap(qsizetype most) : m_most(most) {}

    /// The entry of this key, a fresh one when there is none. Valid until the next call.
    Entry& at(const Key& key, TokenBucket::Time now) {
        if (m_entries.size() >= m_sweepAt && !m_entries.contains(key))
            sweep(now);
        return m_entries[key];
    }
    Entry* find(const Key& key) {
        const auto it = m_entries.find(key);
        return it == m_entries.end() ? nullptr : &*it;
    }
    qsizetype size() const { return m_entries.size(); }

private:
    static constexpr qsizetype smallest = 1024; // below this a scan of all entries is not worth it

    void sweep(TokenBucket::Time now) {
        m_entries.removeIf([now](const auto& one) { return !one.value().isHeld() && one.value().isIdle(now); });
        const auto isFree = [](const Entry& one) { return !one.isHeld(); };
        // With so many keys at once, what each of them did does not matter any more.
        if (std::count_if(m_entries.cbegin(), m_entries.cend(), isFree) >= m_most)
            m_entries.removeIf([](const auto& one) { return !one.value().isHeld(); });
        m_sweepAt = std::max(smallest, m_entries.size() * 2);
    }

    const qsizetype m_most;
    qsizetype m_sweepAt = smallest;
    QHash<Key, Entry> m_entries;
};

} // namespace confab
