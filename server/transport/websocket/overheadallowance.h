// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/limits.h"

#include <algorithm>

namespace confab {

/// How many frames that cost work and carry little a client may send: TransportLimits::overheadFrames at once, and
/// overheadFramesPerSecond.
/// Thread: its connection's. Owned by: the reader of its frames.
class OverheadAllowance {
public:
    explicit OverheadAllowance(const TransportLimits& limits)
        : m_burst(limits.overheadFrames), m_perSecond(limits.overheadFramesPerSecond), m_left(limits.overheadFrames) {}

    /// Takes one such frame at this time of the monotonic clock; false: there are too many.
    bool take(qint64 nowMs) {
        const double earned = double(nowMs - m_at) * m_perSecond / 1000.0;
        m_left = std::min(double(m_burst), m_left + earned);
        m_at = nowMs;
        if (m_left < 1)
            return false;
        m_left -= 1;
        return true;
    }

private:
    const int m_burst;
    const int m_perSecond;
    double m_left;
    qint64 m_at = 0;
};

} // namespace confab
