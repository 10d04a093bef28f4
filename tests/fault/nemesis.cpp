// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/nemesis.h"

namespace confab::test {

namespace {

constexpr int whileStartingPercent = 15;
constexpr int atOncePercent = 50;
constexpr int latestMs = 8; // after an answer: a few commits long
constexpr int startMs = 60; // about what a start takes

} // namespace

Nemesis::Nemesis(DaemonProcess& daemon, int kills, int expected, quint64 seed)
    : m_daemon(daemon), m_planned(kills), m_left(expected), m_random(seed) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &Nemesis::strike);
    connect(&m_daemon, &DaemonProcess::listening, this, [this] {
        m_down = false;
        plan();
    });
    plan();
}

void Nemesis::plan() {
    const int killsLeft = m_planned - m_kills;
    if (killsLeft == 0 || m_timer.isActive())
        return;
    m_untilNext = random(1, std::max(1, 2 * m_left / (killsLeft + 1)));
    if (m_left == 0) // everything is acknowledged: strike at those who only listen
        m_timer.start(random(0, startMs));
}

void Nemesis::onAcked() {
    --m_left;
    if (m_kills == m_planned || m_down || m_timer.isActive() || --m_untilNext > 0)
        return;
    if (random(1, 100) <= atOncePercent)
        strike();
    else
        m_timer.start(random(0, latestMs));
}

void Nemesis::strike() {
    m_daemon.strike();
    ++m_kills;
    m_killsWhileStarting += m_down ? 1 : 0;
    m_down = true;
    QTimer::singleShot(random(0, startMs), this, &Nemesis::bringBack);
}

void Nemesis::bringBack() {
    m_daemon.launch();
    if (m_kills < m_planned && random(1, 100) <= whileStartingPercent)
        m_timer.start(random(0, startMs));
}

} // namespace confab::test
