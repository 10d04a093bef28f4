// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <chrono>

namespace confab {

/// When a writer takes its next batch, on a database server, whose processors a transaction costs several times what a
/// message does: at once, as long as jobs come so rarely that a pause would gather none; else no sooner than a moment
/// after the batch before, which few people notice. A commit that takes longer than that is not waited for on top.
/// Thread: the writer's. Owned by: the writer.
class GatherPace {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    /// From one batch to the next: as long as a commit takes on a fast disk.
    static constexpr Duration pause = std::chrono::milliseconds(2);
    /// The rate of jobs is that of the last so much time.
    static constexpr Duration window = std::chrono::milliseconds(50);

    /// When to take the next batch; the past for at once.
    Time next() const { return m_between < pause ? m_takenAt + pause : Time(); }

    /// `jobs` were taken, at least one.
    void took(Time now, size_t jobs) {
        const Duration elapsed = now - m_takenAt;
        const double share = std::min(1.0, double(elapsed.count()) / double(Duration(window).count()));
        const Duration between = std::min<Duration>(elapsed / Duration::rep(std::max<size_t>(jobs, 1)), rare);
        m_between += Duration(Duration::rep(double((between - m_between).count()) * share));
        m_takenAt = now;
    }

private:
    static constexpr Duration rare = 2 * pause; // or longer

    Time m_takenAt;
    Duration m_between = rare; // from one job to the next, on average
};

} // namespace confab
