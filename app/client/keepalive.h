// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>

#include <chrono>

namespace confab::client {

/// Detects a dead connection that no event reports (a cable pulled, a laptop asleep): asks for a ping at each interval,
/// and emits silent() when two pings in a row get no sign of life. At 8 s that is within 24 s.
/// Thread: the client's. Owned by: Connection.
class Keepalive : public QObject {
    Q_OBJECT
public:
    explicit Keepalive(std::chrono::milliseconds interval, QObject* parent = nullptr);

    void start();
    void stop();
    /// A pong or a frame arrived from the peer.
    void heard() { m_unanswered = 0; }

Q_SIGNALS:
    void pingDue();
    void silent();

private:
    void tick();

    QTimer m_timer;
    int m_unanswered = 0;
};

} // namespace confab::client
