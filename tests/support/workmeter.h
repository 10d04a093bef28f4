// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <functional>

namespace confab::test {

/// The work of a function, for comparisons: instructions of this thread where the machine counts them, else nanoseconds
/// of processor time, to which other processes contribute nothing. The minimum of many tries counts, because
/// disturbances only add.
/// Thread: one. Owned by: a test.
class WorkMeter {
public:
    WorkMeter();
    ~WorkMeter();
    WorkMeter(const WorkMeter&) = delete;
    WorkMeter& operator=(const WorkMeter&) = delete;

    bool countsInstructions() const { return m_counter >= 0; }
    /// The least work of one call among `tries`.
    qint64 least(const std::function<void()>& call, int tries = 15) const;

private:
    qint64 read() const;

    int m_counter = -1;
};

} // namespace confab::test
