// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "tests/support/rawsocket.h"

#include <QThread>

#include <atomic>
#include <vector>

namespace confab::test {

/// A well-behaved client that measures the latency of each answer. It has a thread of its own, so that the test's own
/// work does not count.
/// Thread: the test's; the calls are made on its own. Owned by: the test.
class LatencyProbe {
public:
    /// Signed in with this token, one call each `everyMs`.
    LatencyProbe(Door door, Secret accessToken, int everyMs = 4);
    ~LatencyProbe();

    /// Returns after the first answer. False when there was none.
    [[nodiscard]] bool begin();
    /// Microseconds, one figure per call. Ends with -1 when the server disconnected it.
    std::vector<qint64> end();

private:
    void run();

    const Door m_door;
    const Secret m_token;
    const int m_everyMs;
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_answers = 0; // -1: it failed
    std::vector<qint64> m_took;     // belongs to the thread while that runs
};

/// The bound of a latency on a machine with other load: at most `bound`, or twice the figure without the disturbance.
bool isWithin(qint64 value, qint64 bound, qint64 baseline);

} // namespace confab::test
