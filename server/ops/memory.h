// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace confab {

/// The resources of this process at one moment.
struct ProcessUse {
    qint64 residentBytes = 0;
    std::chrono::microseconds cpuTime{0}; ///< of all threads, since the start
    std::chrono::steady_clock::time_point at;

    /// std::nullopt where the system does not report it.
    static std::optional<ProcessUse> now();
};

/// Gives memory back to the system that the allocator keeps after a peak. That takes some milliseconds, in which other
/// threads may wait for the allocator, so it happens while the process has little to do, and only when it has grown.
/// Thread: its owner's. Owned by: Daemon.
class MemoryTrim {
public:
    /// More than this since the last time is worth it.
    static constexpr qint64 growth = 16 * 1024 * 1024;
    /// Below this share of one core the process is idle.
    static constexpr double idleShare = 0.05;

    /// One look: every few seconds while the process works, and when it comes to rest.
    void look();
    /// Whether memory should be given back now; called with the figures of each look.
    bool isDue(const ProcessUse& use);
    /// Memory was given back; the next growth is measured from what is resident then.
    void trimmed(qint64 residentBytes) { m_floor = residentBytes; }

private:
    std::optional<ProcessUse> m_last;
    qint64 m_floor = 0; // the least resident memory since the last time
};

} // namespace confab
