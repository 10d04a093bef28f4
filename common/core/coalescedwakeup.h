// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <utility>

namespace confab {

/// Wakes another thread once at the end of this thread's turn of its event loop, however much was handed over in that
/// turn: the other thread then takes all of it together, instead of being woken by the first piece and again by the
/// next ones.
/// Thread: that of its making. Owned by: the object that hands over.
class CoalescedWakeup {
public:
    /// `wake` is called on this thread.
    explicit CoalescedWakeup(std::function<void()> wake) : m_wake(std::move(wake)) {}
    ~CoalescedWakeup() {
        if (m_isDue)
            m_wake();
    }
    CoalescedWakeup(const CoalescedWakeup&) = delete;
    CoalescedWakeup& operator=(const CoalescedWakeup&) = delete;

    void schedule() {
        if (std::exchange(m_isDue, true))
            return;
        const auto due = [this] {
            m_isDue = false;
            m_wake();
        };
        QMetaObject::invokeMethod(&m_anchor, due, Qt::QueuedConnection);
    }

private:
    QObject m_anchor; // calls posted to it are dropped with it
    const std::function<void()> m_wake;
    bool m_isDue = false;
};

} // namespace confab
