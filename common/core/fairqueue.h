// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace confab {

/// A queue to threads without an event loop, with one line per recipient: the lines take turns, so a recipient with
/// many values delays only itself. A full queue makes room for one with few values, which looks at all lines.
/// Thread: any.
template <class Key, class T>
class FairQueue {
public:
    explicit FairQueue(size_t capacity) : m_capacity(capacity) {}

    struct Pushed {
        bool taken = false;         ///< false when the queue is full or closed
        std::optional<T> displaced; ///< the value that was removed for it: the youngest of the longest line
    };
    Pushed tryPush(const Key& whose, T value) {
        Pushed pushed;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return pushed;
            if (m_length >= m_capacity) {
                ++m_refused;
                pushed.displaced = displaceFor(whose);
                if (!pushed.displaced)
                    return pushed;
            }
            push(whose, std::move(value));
            pushed.taken = true;
        }
        m_ready.notify_one();
        return pushed;
    }

    /// The next line's oldest value; sleeps while there is none. Empty only after close(), when all are taken.
    std::optional<T> take() {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [this] { return m_closed || m_length > 0; });
        if (m_length == 0)
            return std::nullopt;
        Line& line = m_lines.front();
        T value = std::move(line.values.front());
        line.values.pop_front();
        --m_length;
        if (line.values.empty()) {
            m_byKey.erase(line.whose);
            m_lines.pop_front();
        } else {
            m_lines.splice(m_lines.end(), m_lines, m_lines.begin());
        }
        return value;
    }

    QueueCounts counts() const {
        const std::lock_guard lock(m_mutex);
        return {m_length, m_capacity, m_refused};
    }

    /// No more pushes; take() hands out what is left.
    void close() {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_ready.notify_all();
    }

private:
    struct Line {
        Key whose;
        std::deque<T> values;
    };

    void push(const Key& whose, T value) {
        const auto [known, isNew] = m_byKey.try_emplace(whose);
        if (isNew)
            known->second = m_lines.insert(m_lines.end(), Line{whose, {}});
        known->second->values.push_back(std::move(value));
        ++m_length;
    }

    /// Only out of a line that is still as long as this one afterwards, or two callers would displace each other for
    /// ever.
    std::optional<T> displaceFor(const Key& whose) {
        if (m_lines.size() == m_length)
            return std::nullopt; // each has one
        const auto length = [](const Line& line) { return line.values.size(); };
        const auto own = m_byKey.find(whose);
        const size_t after = (own == m_byKey.end() ? 0 : own->second->values.size()) + 1;
        const auto longest = std::ranges::max_element(m_lines, {}, length);
        if (longest == m_lines.end() || longest->values.size() <= after)
            return std::nullopt;
        T youngest = std::move(longest->values.back());
        longest->values.pop_back();
        --m_length;
        return youngest;
    }

    const size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_ready;
    std::list<Line> m_lines; // in the order of their turns; none is empty
    std::unordered_map<Key, typename std::list<Line>::iterator> m_byKey;
    size_t m_length = 0; // of all
    quint64 m_refused = 0;
    bool m_closed = false;
};

} // namespace confab
