// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <atomic>
#include <string>
#include <utility>

class QObject;

namespace confab {

/// The present work of a thread, for a watchdog on another thread. A piece of work costs its thread two stores.
/// Thread: attach() and Working on the thread that works; the rest on any. Owned by: the owner of that thread, and
/// outlives it.
class Work {
public:
    Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    ~Work() {
        if (s_current == this)
            s_current = nullptr;
    }

    /// From here on the calling thread records its work here.
    void attach() { s_current = this; }

    /// The present work of the calling thread: a text that lives as long as the program, or null.
    static const char* current() { return s_current ? s_current->name() : nullptr; }

    /// Null between two pieces of work, and for one without a name.
    const char* name() const { return m_name.load(std::memory_order_relaxed); }
    /// Odd while a piece of work runs, another number for each.
    quint64 turns() const { return m_turns.load(std::memory_order_relaxed); }

private:
    friend class Working;
    static inline thread_local Work* s_current = nullptr;

    std::atomic<const char*> m_name = nullptr;
    std::atomic<quint64> m_turns = 0;

    /// One thread writes, so that it needs no locked instruction.
    void turn() { m_turns.store(turns() + 1, std::memory_order_relaxed); }
};

/// Names the work of this thread for the lifetime of the object. Nested in other work it only changes the name.
/// Thread: one; not across a co_await.
class Working {
public:
    /// `name`: a text that lives as long as the program, a method's or a job's. Null keeps the present name.
    explicit Working(const char* name) : m_work(Work::s_current) {
        if (!m_work)
            return;
        m_before = m_work->name();
        m_isOutermost = m_work->turns() % 2 == 0;
        if (name)
            m_work->m_name.store(name, std::memory_order_relaxed);
        if (m_isOutermost)
            m_work->turn();
    }
    Working(const Working&) = delete;
    Working& operator=(const Working&) = delete;
    ~Working() {
        if (!m_work)
            return;
        m_work->m_name.store(m_before, std::memory_order_relaxed);
        if (m_isOutermost)
            m_work->turn();
    }

private:
    Work* const m_work;
    const char* m_before = nullptr;
    bool m_isOutermost = false;
};

/// A thread, as its owner shows it to a watchdog.
struct WatchedThread {
    std::string name;        ///< for people and metrics: "chat", "io-0"
    QObject* loop = nullptr; ///< an object of its event loop; null for a thread without one, which takes jobs
    const Work* work = nullptr;
};

} // namespace confab
