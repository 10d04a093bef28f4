// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace confab::test {

/// Two people in a room: one speaks now and then, the other measures the delay.
/// Thread: the test's. Owned by: the test.
class Talk : public QObject {
    Q_OBJECT

public:
    /// False when they could not meet. `speaker` has to outlive this.
    [[nodiscard]] bool meet(const DaemonProcess& daemon, const Person& speaker);
    void begin();
    /// Returns when every message was delivered, or refused.
    [[nodiscard]] bool end();

    /// Milliseconds from sending to delivery, since begin().
    const std::vector<qint64>& delays() const { return m_delays; }
    int failed() const { return m_failed; }

private:
    void say();
    void heard(const Notification& notice);

    const Person* m_speaker = nullptr;
    Person m_reader;
    RoomId m_room;
    QTimer m_timer;
    QElapsedTimer m_time;
    std::vector<qint64> m_sentAt;
    std::vector<qint64> m_delays;
    int m_failed = 0;
};

} // namespace confab::test
