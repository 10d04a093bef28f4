// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>

namespace confab::client {

/// How long to wait before the next try: a random time up to a ceiling that doubles with each failure ("full jitter":
/// thousands of clients of a restarted server don't come back in one wave).
class Backoff {
public:
    /// From 0 up to, but not, 1.
    using Random = std::function<double()>;

    struct Range {
        std::chrono::milliseconds first{1000}; ///< the ceiling after the first failure
        std::chrono::milliseconds most{30000}; ///< the ceiling never exceeds this
    };

    Backoff();
    explicit Backoff(Range range, Random random = systemRandom());

    /// The next wait, and one failure more.
    std::chrono::milliseconds next();
    /// It worked: the next failure is the first again.
    void reset() { m_failures = 0; }
    int failures() const { return m_failures; }

    static Random systemRandom();

private:
    Range m_range;
    Random m_random;
    int m_failures = 0;
};

} // namespace confab::client
