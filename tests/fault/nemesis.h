// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"

#include <QTimer>

#include <random>

namespace confab::test {

/// Kills the daemon with SIGKILL at random moments and starts it again, as often as it was told, spread over all the
/// acknowledgements that are to come. Half of the time it strikes within the very turn in which an answer arrived, when
/// a commit that came too late would still be under way; else up to some milliseconds later; and now and then while the
/// daemon is still starting.
/// Thread: the test's. Owned by: the test.
class Nemesis : public QObject {
    Q_OBJECT

public:
    /// `expected` is how many acknowledgements there will be.
    Nemesis(DaemonProcess& daemon, int kills, int expected, quint64 seed);

    /// To be called for each.
    void onAcked();
    int kills() const { return m_kills; }
    int killsWhileStarting() const { return m_killsWhileStarting; }
    bool isDone() const { return m_kills == m_planned && !m_down; }

private:
    void plan();
    void strike();
    void bringBack();
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }

    DaemonProcess& m_daemon;
    const int m_planned;
    int m_left; // acknowledgements that are to come
    std::mt19937_64 m_random;
    QTimer m_timer;
    int m_kills = 0;
    int m_killsWhileStarting = 0;
    int m_untilNext = 0;
    bool m_down = false;
};

} // namespace confab::test
