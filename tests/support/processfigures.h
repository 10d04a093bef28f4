// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>

namespace confab::test {

// The system's figures of a process (proc(5)); 0 when there are none, and when freed memory is kept (sanitized.h).
qint64 residentBytes(qint64 pid);
int openDescriptors(qint64 pid);
/// User and system time of all its threads.
double cpuSeconds(qint64 pid);

/// Samples the memory of a process, and keeps the maximum.
/// Thread: the test's. Owned by: the test.
class MemoryPeak : public QObject {
    Q_OBJECT

public:
    explicit MemoryPeak(qint64 pid);
    /// The maximum above the first sample.
    qint64 growth();
    qint64 start() const { return m_start; }

private:
    void look();

    const qint64 m_pid;
    const qint64 m_start;
    qint64 m_most;
    QTimer m_timer;
};

constexpr double mebibytes(qint64 bytes) {
    return double(bytes) / (1024 * 1024);
}

} // namespace confab::test
