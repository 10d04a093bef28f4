// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/keepalive.h"

namespace confab::client {

namespace {
constexpr int pingsBeforeSilent = 2;
}

Keepalive::Keepalive(std::chrono::milliseconds interval, QObject* parent) : QObject(parent) {
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Keepalive::tick);
}

void Keepalive::start() {
    m_unanswered = 0;
    m_timer.start();
}

void Keepalive::stop() {
    m_timer.stop();
}

void Keepalive::tick() {
    if (m_unanswered >= pingsBeforeSilent) {
        stop();
        Q_EMIT silent();
        return;
    }
    ++m_unanswered;
    Q_EMIT pingDue();
}

} // namespace confab::client
