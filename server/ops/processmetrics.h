// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/ops/metrics.h"

#include <chrono>

namespace confab {

/// This process as the system sees it: memory, time, descriptors, under the names of Prometheus' own libraries
/// (process_…); and its version and start time. Figures that a system does not report are missing.
/// Thread: any. Owned by: Daemon.
class ProcessMetrics {
public:
    /// `version`: this program's.
    explicit ProcessMetrics(std::string version) : m_version(std::move(version)) {}

    void collect(Samples& samples) const;

private:
    const std::string m_version;
    const std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    const std::chrono::system_clock::time_point m_startedAt = std::chrono::system_clock::now();
};

} // namespace confab
