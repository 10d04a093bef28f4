// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>

namespace confab::client {

/// The wait before the next attempt: a random time up to a ceiling that doubles with each failure ("full jitter":
/// thousands of clients of a restarted server don't reconnect in one wave).
class Backoff {
public:
    /// In [0, 1).
    using Random = std::function<double()>;

    struct Range {
        std::chrono::milliseconds first{1000}; ///< the ceiling after the first failure
        std::chrono::milliseconds most{30000}; ///< the ceiling never exceeds this
    };

    Backoff();
    explicit Backoff(Range range, Random random = systemRandom());

    /// Returns the next wait, and counts one failure more.
    std::chrono::milliseconds next();
    /// Resets after a success: the next failure is the first again.
    void reset() { m_failures = 0; }
    int failures() const { return m_failures; }

    static Random systemRandom();

private:
    Range m_range;
    Random m_random;
    int m_failures = 0;
};

} // namespace confab::client
