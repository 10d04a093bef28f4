// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

namespace confab::load {

/// Finds the highest rate that a server holds, by probes that somebody else makes: it doubles the rate until one does
/// not hold, then halves the ratio of what holds to what does not. A rate is given up after two probes, because a
/// machine has moments; so searches of several servers can take turns, probe by probe, and meet the same moments.
/// Thread: one. Owned by: the benchmark.
class CapacitySearch {
public:
    struct Plan {
        double first = 1;         ///< the first rate
        double closeness = 0.05;  ///< it ends when the rate that does not hold is at most this share above the other
        double least = 0.001;     ///< a rate below which nothing is looked for
        double most = 10'000'000; ///< and above
        int attempts = 2;         ///< probes of one rate, of which one has to hold
    };
    explicit CapacitySearch(const Plan& plan) : m_plan(plan), m_next(plan.first) {}

    /// The rate to be probed; std::nullopt when the capacity is known.
    std::optional<double> next() const;
    /// How the probe of next() ended.
    void note(bool held);

    /// The highest rate that held; 0 when none did.
    double capacity() const { return m_held; }
    int probes() const { return m_probes; }

private:
    bool isOver() const;

    const Plan m_plan;
    double m_next;
    double m_held = 0;
    double m_failed = 0; // the lowest rate that did not hold; 0: none yet
    int m_failures = 0;  // of m_next
    int m_probes = 0;
};

} // namespace confab::load
