// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <utility>

namespace confab {

/// How often a thread looks at its sockets: at once while it is quiet, once a beat while it is busy. With a crowd of
/// active sockets, which share the gain, the beat is longer. Input that arrives in between is handled together: a busy
/// thread is woken once instead of for each message, and so are the threads behind it. Network cards do the same with
/// their interrupts. The beats of all threads fall together, so that what they read shares one commit.
/// Times are microseconds of a monotonic clock that the caller reads. Thread: its owner's. Owned by: a dispatcher.
class PollPacer {
public:
    /// Immediate looks of a quiet thread: a few people who talk at the same time do not wait.
    static constexpr qint64 freePolls = 16;
    /// The most of them after a wait with one active socket. A beat in a thousand looks is not noticeable.
    static constexpr qint64 maxFreePolls = 1024;
    /// Sockets with something in a (short) beat, on average over some eight of them, that are a crowd.
    static constexpr double crowdedSockets = 3.0;

    PollPacer() = default; ///< no beat: always at once
    PollPacer(std::chrono::microseconds length, std::chrono::microseconds whenCrowded)
        : m_length(length.count()), m_crowdedLength(whenCrowded.count()) {}

    /// When the sockets may be looked at next; `now` for at once.
    qint64 next(qint64 now) const {
        if (m_length == 0 || freePollsAt(now) > 0)
            return now;
        return std::max(now, (m_polledAt / length() + 1) * length());
    }

    /// Reports a look and its number of active sockets. Waiting gains nothing for a single one: a client that sends one
    /// call after the other, as programs do, gets its answers at once.
    void polled(qint64 now, int sockets) {
        if (m_length == 0)
            return;
        count(now, sockets);
        const bool hadWaited = m_freePolls == 0;
        m_freePolls = std::max<qint64>(freePollsAt(now) - 1, 0);
        m_polledAt = now;
        if (!hadWaited)
            return;
        m_granted = sockets == 1 ? std::clamp(2 * m_granted, freePolls, maxFreePolls) : 0;
        m_freePolls = std::max(m_freePolls, m_granted);
    }

private:
    qint64 length() const { return m_perBeat < crowdedSockets ? m_length : m_crowdedLength; }
    qint64 freePollsAt(qint64 now) const {
        const qint64 earned = m_freePolls + now / length() - m_polledAt / length();
        return std::max(m_freePolls, std::min(freePolls, earned));
    }

    /// When a beat begins, averages over the last beat with input and the empty ones since then.
    void count(qint64 now, int sockets) {
        if (const qint64 beats = now / m_length - m_polledAt / m_length; beats > 0)
            m_perBeat += (double(std::exchange(m_found, 0)) / double(beats) - m_perBeat) / 8;
        m_found += sockets;
    }

    qint64 m_length = 0;
    qint64 m_crowdedLength = 0;
    qint64 m_freePolls = freePolls;
    qint64 m_granted = 0;
    qint64 m_polledAt = 0;
    int m_found = 0;
    double m_perBeat = 0;
};

} // namespace confab
