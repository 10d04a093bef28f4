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
class Beat {
public:
    /// Immediate looks of a quiet thread: a few people who talk at the same time do not wait.
    static constexpr qint64 spareLooks = 16;
    /// The most of them after a wait with one active socket. A beat in a thousand looks is not noticeable.
    static constexpr qint64 mostGiven = 1024;
    /// Sockets with something in a (short) beat, on average over some eight of them, that are a crowd.
    static constexpr double crowd = 3.0;

    Beat() = default; ///< no beat: always at once
    Beat(std::chrono::microseconds length, std::chrono::microseconds inCrowd)
        : m_length(length.count()), m_inCrowd(inCrowd.count()) {}

    /// When the sockets may be looked at next; `now` for at once.
    qint64 next(qint64 now) const {
        if (m_length == 0 || spareAt(now) > 0)
            return now;
        return std::max(now, (m_lookedAt / length() + 1) * length());
    }

    /// Reports a look and its number of active sockets. Waiting gains nothing for a single one: a client that sends one
    /// call after the other, as programs do, gets its answers at once.
    void looked(qint64 now, int sockets) {
        if (m_length == 0)
            return;
        count(now, sockets);
        const bool hadWaited = m_spare == 0;
        m_spare = std::max<qint64>(spareAt(now) - 1, 0);
        m_lookedAt = now;
        if (!hadWaited)
            return;
        m_given = sockets == 1 ? std::clamp(2 * m_given, spareLooks, mostGiven) : 0;
        m_spare = std::max(m_spare, m_given);
    }

private:
    qint64 length() const { return m_perBeat < crowd ? m_length : m_inCrowd; }
    qint64 spareAt(qint64 now) const {
        const qint64 earned = m_spare + now / length() - m_lookedAt / length();
        return std::max(m_spare, std::min(spareLooks, earned));
    }

    /// When a beat begins, averages over the last beat with input and the empty ones since then.
    void count(qint64 now, int sockets) {
        if (const qint64 beats = now / m_length - m_lookedAt / m_length; beats > 0)
            m_perBeat += (double(std::exchange(m_found, 0)) / double(beats) - m_perBeat) / 8;
        m_found += sockets;
    }

    qint64 m_length = 0;
    qint64 m_inCrowd = 0;
    qint64 m_spare = spareLooks;
    qint64 m_given = 0;
    qint64 m_lookedAt = 0;
    int m_found = 0;
    double m_perBeat = 0;
};

} // namespace confab
