// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/protocol/types.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <vector>

namespace confab::test {

/// Measures how long after its acknowledgement each message reached the room's live readers.
/// Thread: the test's. Owned by: the test.
class DeliveryClock : public QObject {
    Q_OBJECT

public:
    DeliveryClock() { m_time.start(); }
    void onAcked(RoomId room, Seq seq) { m_acked.insert({room, seq}, m_time.elapsed()); }
    void onShown(RoomId room, Seq first, Seq last) {
        for (Seq seq = first; seq <= last; ++seq) {
            // Shown before it was acknowledged: no delay at all.
            const qint64 now = m_time.elapsed();
            m_delays.push_back(now - m_acked.value({room, seq}, now));
        }
    }
    size_t count() const { return m_delays.size(); }
    /// Milliseconds.
    const std::vector<qint64>& delays() const { return m_delays; }

private:
    QElapsedTimer m_time;
    QHash<std::pair<RoomId, Seq>, qint64> m_acked;
    std::vector<qint64> m_delays;
};

/// The value that so many percent do not exceed; 0 when there is none.
qint64 percentile(std::vector<qint64> values, double percent);
/// "p50 2, p99 31, most 40 of 1000", in the values' own unit.
QString spread(const std::vector<qint64>& values);

} // namespace confab::test
