// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/coalescedwakeup.h"

#include <QMetaObject>
#include <QObject>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace confab {

/// A snapshot of a queue.
struct QueueCounts {
    size_t length = 0;
    size_t capacity = 0; ///< 0: values were admitted elsewhere, and are bounded there
    quint64 refused = 0; ///< values that were not taken because the queue was full
};

/// A queue to a thread with an event loop: any thread posts, the owner's thread handles whole batches. One queued call
/// wakes the owner, however many values wait.
/// Thread: post() from any; everything else on the owner's thread. The owner must outlive every post.
template <class T>
class Mailbox {
public:
    using Handler = std::function<void(std::vector<T>&)>;

    /// `handler` runs on `owner`'s thread with everything posted since the last run, in order.
    /// `capacity` is how many values may wait; tryPost() refuses beyond it.
    Mailbox(QObject* owner, size_t capacity, Handler handler)
        : m_owner(owner), m_capacity(capacity), m_handler(std::move(handler)) {}

    // `later` wakes the owner, by calling wake(); without it the owner is woken at once.

    /// False, and nothing taken, when `capacity` values wait already: for requests whose caller can be told to retry.
    bool tryPost(T&& value, CoalescedWakeup* later = nullptr) { return add(std::move(value), m_capacity, later); }

    /// Whether tryPost() would take a value now. A no counts as a refusal: for callers that then do not make a value at
    /// all.
    bool hasRoom() {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() < m_capacity)
            return true;
        ++m_refused;
        return false;
    }

    /// Takes the value however many wait: for answers to admitted requests, whose number is bounded there.
    void post(T value, CoalescedWakeup* later = nullptr) { add(std::move(value), size_t(-1), later); }

    void wake() {
        QMetaObject::invokeMethod(
            m_owner, [this] { deliver(); }, Qt::QueuedConnection);
    }

    /// Values that wait now.
    size_t size() const { return counts().length; }
    QueueCounts counts() const {
        const std::lock_guard lock(m_mutex);
        return {m_waiting.size(), m_capacity, m_refused};
    }

private:
    bool add(T&& value, size_t limit, CoalescedWakeup* later) {
        bool isFirst = false;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.size() >= limit) {
                ++m_refused;
                return false;
            }
            isFirst = m_waiting.empty();
            m_waiting.push_back(std::move(value));
        }
        if (isFirst && later)
            later->schedule();
        else if (isFirst)
            wake();
        return true;
    }

    void deliver() {
        std::vector<T> batch;
        batch.swap(m_spare);
        {
            const std::lock_guard lock(m_mutex);
            batch.swap(m_waiting);
        }
        m_handler(batch);
        batch.clear();
        m_spare.swap(batch);
    }

    QObject* m_owner;
    const size_t m_capacity;
    Handler m_handler;
    mutable std::mutex m_mutex;
    std::vector<T> m_waiting;
    quint64 m_refused = 0;
    std::vector<T> m_spare; // the memory of the last batch, reused
};

/// A queue to threads without an event loop: take() sleeps until there are values.
/// Thread: any.
template <class T>
class BlockingQueue {
public:
    explicit BlockingQueue(size_t capacity) : m_capacity(capacity) {}

    /// False, and nothing taken, when full or closed. `later` calls wake(); without it a sleeping thread is woken at
    /// once.
    bool tryPush(T value, CoalescedWakeup* later = nullptr) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed || m_waiting.size() >= m_capacity) {
                m_refused += m_closed ? 0 : 1;
                return false;
            }
            m_waiting.push_back(std::move(value));
        }
        if (later)
            later->schedule();
        else
            wake();
        return true;
    }

    /// Wakes one thread that sleeps in take(), if any.
    void wake() { m_ready.notify_one(); }

    /// Up to `most` values, oldest first; sleeps while there are none. Empty only after close(), when all are taken.
    std::vector<T> take(size_t most) {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [this] { return m_closed || !m_waiting.empty(); });
        const size_t count = std::min(most, m_waiting.size());
        std::vector<T> batch(std::make_move_iterator(m_waiting.begin()),
                             std::make_move_iterator(m_waiting.begin() + std::ptrdiff_t(count)));
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + std::ptrdiff_t(count));
        return batch;
    }

    /// Sleeps until take() would not sleep, but no longer than `most`. False when take() still would.
    bool waitFor(std::chrono::milliseconds most) {
        std::unique_lock lock(m_mutex);
        return m_ready.wait_for(lock, most, [this] { return m_closed || !m_waiting.empty(); });
    }

    QueueCounts counts() const {
        const std::lock_guard lock(m_mutex);
        return {m_waiting.size(), m_capacity, m_refused};
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
    const size_t m_capacity;
    mutable std::mutex m_mutex;
    quint64 m_refused = 0;
    std::condition_variable m_ready;
    std::vector<T> m_waiting;
    bool m_closed = false;
};

} // namespace confab
