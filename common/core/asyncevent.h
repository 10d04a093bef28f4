// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <coroutine>
#include <utility>
#include <vector>

namespace confab {

/// An event that coroutines on one thread wait for: `co_await event` suspends until the next notifyAll(). QCoro's
/// signal awaiter does not serve: a coroutine that waits twice for a signal that is emitted twice in one turn of the
/// event loop is resumed through a destroyed awaiter. Thread: its owner's, with an event loop. Coroutines that wait
/// when it is destroyed are not resumed any more.
class AsyncEvent {
public:
    class Awaiter {
    public:
        explicit Awaiter(AsyncEvent& event) : m_event(event) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) { m_event.m_waiting.push_back(handle); }
        void await_resume() const noexcept {}

    private:
        AsyncEvent& m_event;
    };
    Awaiter operator co_await() { return Awaiter(*this); }

    /// Resumes all waiting coroutines, once each and in order, from the event loop: the caller finishes first.
    void notifyAll() {
        if (m_waiting.empty())
            return;
        const auto wake = [waiting = std::exchange(m_waiting, {})] {
            for (const std::coroutine_handle<> handle : waiting)
                handle.resume();
        };
        QMetaObject::invokeMethod(&m_home, wake, Qt::QueuedConnection);
    }

private:
    QObject m_home; // calls posted to it are dropped with it
    std::vector<std::coroutine_handle<>> m_waiting;
};

} // namespace confab
