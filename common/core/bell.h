// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <coroutine>
#include <utility>
#include <vector>

namespace confab {

/// What coroutines wait for that another part of the same thread brings about: `co_await bell` sleeps until the next
/// ring(). Waiting for a signal with QCoro would not do: what waits twice for one that comes twice in a turn of the
/// event loop is woken through an awaiter that is gone.
/// Thread: its owner's, with an event loop. Those who wait when it is destroyed are not woken any more.
class Bell {
public:
    class Awaiter {
    public:
        explicit Awaiter(Bell& bell) : m_bell(bell) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) { m_bell.m_waiting.push_back(handle); }
        void await_resume() const noexcept {}

    private:
        Bell& m_bell;
    };
    Awaiter operator co_await() { return Awaiter(*this); }

    /// Wakes all who wait, once each and in their order, from the event loop: whoever rings finishes first.
    void ring() {
        if (m_waiting.empty())
            return;
        const auto wake = [waiting = std::exchange(m_waiting, {})] {
            for (const std::coroutine_handle<> handle : waiting)
                handle.resume();
        };
        QMetaObject::invokeMethod(&m_home, wake, Qt::QueuedConnection);
    }

private:
    QObject m_home; // what is posted to it goes with it
    std::vector<std::coroutine_handle<>> m_waiting;
};

} // namespace confab
