// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/reading.h"

#include <algorithm>

namespace confab::models {

Reading::Reading(std::chrono::milliseconds time) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(time);
    connect(&m_timer, &QTimer::timeout, this, &Reading::timeOver);
}

void Reading::reset(Seq readSeq) {
    m_read = readSeq;
    m_held = false;
    setShown(0, 0);
}

void Reading::hold() {
    m_held = true;
    consider();
}

void Reading::release() {
    m_held = false;
    consider();
}

void Reading::setShown(Seq oldest, Seq newest) {
    m_oldest = oldest;
    m_newest = newest;
    consider();
}

void Reading::setWatched(bool watched) {
    m_watched = watched;
    consider();
}

void Reading::consider() {
    if (!m_watched || m_held || m_newest <= m_read) {
        m_timer.stop();
        return;
    }
    if (m_timer.isActive() && m_oldest <= m_waiting && m_waiting <= m_newest)
        return; // still on the screen, whatever was added below it
    m_waiting = m_newest;
    m_timer.start();
}

void Reading::timeOver() {
    m_read = std::max(m_read, m_waiting);
    Q_EMIT read(m_read);
    consider();
}

} // namespace confab::models
