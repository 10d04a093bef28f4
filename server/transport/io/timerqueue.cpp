// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <vector>

namespace confab {

void TimerQueue::add(int id, qint64 intervalMs, Qt::TimerType type, QObject* receiver, qint64 now) {
    remove(id);
    const Timer timer{intervalMs, type, receiver, now + intervalMs * 1000, ++m_lastGeneration};
    m_timers.emplace(id, timer);
    m_order.emplace(Place{timer.due, timer.generation}, id);
}

bool TimerQueue::remove(int id) {
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    unlink(found->second);
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(QObject* receiver) {
    const auto removed = std::erase_if(m_timers, [&](const auto& entry) {
        if (entry.second.receiver != receiver)
            return false;
        unlink(entry.second);
        return true;
    });
    return removed > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(const QObject* receiver) const {
    QList<QAbstractEventDispatcher::TimerInfo> infos;
    for (const auto& [id, timer] : m_timers) {
        if (timer.receiver == receiver)
            infos.append(QAbstractEventDispatcher::TimerInfo(id, int(timer.intervalMs), timer.type));
    }
    return infos;
}

int TimerQueue::remainingMs(int id, qint64 now) const {
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return -1;
    return int(std::max<qint64>(0, (found->second.due - now + 999) / 1000));
}

std::optional<qint64> TimerQueue::next() const {
    if (m_order.empty())
        return std::nullopt;
    return m_order.begin()->first.first;
}

int TimerQueue::fire(qint64 now) {
    // First collect the due timers, then send the events: a timer of 0 ms, or one set by a handler, fires in the next
    // round.
    std::vector<std::pair<int, quint64>> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->first.first <= now; ++it)
        due.emplace_back(it->second, it->first.second);
    int sent = 0;
    for (const auto& [id, generation] : due) {
        const auto found = m_timers.find(id);
        if (found == m_timers.end() || found->second.generation != generation || found->second.firing)
            continue;
        send(id, found->second, now);
        ++sent;
    }
    return sent;
}

void TimerQueue::send(int id, Timer& timer, qint64 now) {
    const quint64 generation = timer.generation;
    unlink(timer);
    timer.due += timer.intervalMs * 1000;
    if (timer.due < now) // this thread was late by more than a period: missed ticks are not made up for
        timer.due = now + timer.intervalMs * 1000;
    timer.firing = true;
    QTimerEvent event(id);
    QCoreApplication::sendEvent(timer.receiver, &event);

    const auto found = m_timers.find(id); // the handler may have removed it, or the timer table may have moved
    if (found == m_timers.end() || found->second.generation != generation)
        return;
    found->second.firing = false;
    m_order.emplace(Place{found->second.due, generation}, id);
}

} // namespace confab
