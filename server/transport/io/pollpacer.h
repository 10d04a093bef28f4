// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace confab {

/// How often a thread looks at its sockets: at once, as long as it has time. Work gathers by itself while it has none,
/// as it does behind a commit. Only a thread that was busy nearly all the time lately pauses before the next look, the
/// longer the busier it was: what arrives meanwhile is read, stored and sent together, which costs less, so the thread
/// gets some of its time back and the pause stays as short as the load allows.
/// Times are microseconds of a monotonic clock that the caller reads. Thread: its owner's. Owned by: a dispatcher.
class PollPacer {
public:
    /// The share of its time from which on a thread pauses; at all of it, for the longest.
    static constexpr double busyShare = 0.9;
    /// The share is that of the last so many microseconds: longer than a turn and a commit, shorter than a person
    /// waits.
    static constexpr qint64 window = 50'000;

    PollPacer() = default; ///< always at once
    explicit PollPacer(std::chrono::microseconds longestPause) : m_longest(longestPause.count()) {}

    /// When the sockets may be looked at next; `now` for at once.
    qint64 next(qint64 now) const { return std::max(now, m_lookedAt + m_pause); }

    /// Reports a look that found something. `slept`: how long the thread waited since the look before, for whatever.
    void looked(qint64 now, qint64 slept) {
        if (m_longest == 0)
            return;
        if (m_lookedAt == 0) { // how long it lived before is nothing that it worked
            m_lookedAt = now;
            return;
        }
        const qint64 span = std::max<qint64>(now - m_lookedAt, 1);
        const double worked = 1.0 - std::clamp(double(slept) / double(span), 0.0, 1.0);
        m_share += (worked - m_share) * std::min(1.0, double(span) / double(window));
        m_lookedAt = now;
        m_pause = qint64(double(m_longest) * std::clamp((m_share - busyShare) / (1.0 - busyShare), 0.0, 1.0));
    }

private:
    qint64 m_longest = 0;
    qint64 m_lookedAt = 0;
    qint64 m_pause = 0;
    double m_share = 0;
};

} // namespace confab
