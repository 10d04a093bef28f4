// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/callwatch.h"

#include <QThread>

#include <atomic>
#include <chrono>
#include <memory>
#include <semaphore>

namespace confab {

/// Cuts a connection's socket when a call on it lasts for too long. The driver waits for answers without a limit, and
/// the system's own timeouts do not help when the other machine lives and only its server hangs.
/// Thread: begin() and end() on the connection's; the watching runs on its own thread. Owned by: SqlConnection.
class SocketWatch final : public CallWatch {
public:
    /// `socket` stays the caller's.
    SocketWatch(int socket, std::chrono::milliseconds limit);
    ~SocketWatch() override;
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    void begin() override;
    void end() override { m_deadline = 0; }

private:
    void look();

    const int m_socket; // a duplicate, so that it stays this socket while the thread may use it
    const std::chrono::milliseconds m_limit;
    std::atomic<qint64> m_deadline = 0; // in ms of the steady clock; 0: no call is under way
    std::binary_semaphore m_stop{0};
    std::unique_ptr<QThread> m_thread;
};

} // namespace confab
