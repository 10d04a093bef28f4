// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractEventDispatcher>
#include <QList>

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace confab {

/// The timers of one event dispatcher, soonest first. Times are microseconds of a monotonic clock that the caller
/// reads. All of Qt's timer types fire on time: a coarse timer may be late, it need not. Thread: the dispatcher's.
/// Owned by: the dispatcher.
class TimerQueue {
public:
    void add(int id, qint64 intervalMs, Qt::TimerType type, QObject* receiver, qint64 now);
    bool remove(int id);
    bool removeAll(QObject* receiver);
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(const QObject* receiver) const;
    /// Milliseconds until the timer fires, 0 when it is due, -1 when there is no such timer.
    int remainingMs(int id, qint64 now) const;

    /// When the next one fires. A timer whose event is being handled further up the stack is not counted.
    std::optional<qint64> next() const;
    /// Sends its event to each timer that is due now, once; returns how many were sent. The handlers may add and
    /// remove timers and run event loops of their own.
    int fire(qint64 now);

private:
    struct Timer {
        qint64 intervalMs;
        Qt::TimerType type;
        QObject* receiver;
        qint64 due;
        quint64 generation; // an id is used again by Qt; this is not
        bool firing = false;
    };
    using Place = std::pair<qint64, quint64>; // when, generation

    void unlink(const Timer& timer) { m_order.erase({timer.due, timer.generation}); }
    void send(int id, Timer& timer, qint64 now);

    std::unordered_map<int, Timer> m_timers;
    std::map<Place, int> m_order; // the timers that wait; a firing one is out of it
    quint64 m_lastGeneration = 0;
};

} // namespace confab
