// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/io/ioworker.h"

#include <QThread>

namespace confab {

/// One io thread from outside: starts it, hands it sockets, stops it.
/// Thread: the one that made it; adopt() and admit() from any. Owned by: the Transport.
class IoThread {
public:
    /// Returns when the thread runs and its listener is made.
    IoThread(quint16 io, const TransportConfig& config, SocketBudget& budget, ConnectionLimiter& limiter,
             ListenerFactory makeListener);
    /// Joins.
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    void adopt(AcceptedSocket accepted) { m_worker.adopt(std::move(accepted)); }
    void admit(AdmittedSocket admitted) { m_worker.admit(std::move(admitted)); }
    void setTls(std::shared_ptr<const TlsContext> tls);
    void drain();
    /// Begins to stop; join() waits for the end.
    void beginStop(CloseCode code, const QString& reason);
    void join();

    /// Any thread.
    const IoCounters& counters() const { return m_worker.counted(); }
    size_t waiting() const { return m_worker.waiting(); }
    WatchedThread watched() { return {m_thread.objectName().toStdString(), &m_worker, &m_worker.work()}; }

private:
    QThread m_thread;
    IoWorker m_worker;
};

} // namespace confab
