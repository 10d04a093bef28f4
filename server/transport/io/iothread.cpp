// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/iothread.h"

#include "server/ops/threadend.h"
#include "server/transport/io/iodispatcher.h"

namespace confab {

IoThread::IoThread(quint16 io, const TransportConfig& config, SocketBudget& budget, ConnectionLimiter& limiter,
                   ListenerFactory makeListener)
    : m_worker(io, config, budget, limiter, std::move(makeListener)) {
    if (auto dispatcher = makeIoDispatcher(PollPacer(config.limits.longestPause)))
        m_thread.setEventDispatcher(dispatcher.release()); // the thread's from here on
    freeOpenSslAtEndOf(m_thread);
    m_thread.setObjectName(QStringLiteral("io-%1").arg(io));
    m_worker.moveToThread(&m_thread);
    QObject::connect(&m_worker, &IoWorker::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    m_thread.start();
    QMetaObject::invokeMethod(&m_worker, &IoWorker::start, Qt::BlockingQueuedConnection);
}

IoThread::~IoThread() {
    if (m_thread.isRunning()) {
        beginStop(CloseCode::GoingAway, {});
        join();
    }
}

void IoThread::setTls(std::shared_ptr<const TlsContext> tls) {
    QMetaObject::invokeMethod(
        &m_worker, [this, tls = std::move(tls)] { m_worker.setTls(tls); }, Qt::QueuedConnection);
}

void IoThread::drain() {
    QMetaObject::invokeMethod(&m_worker, &IoWorker::drain, Qt::QueuedConnection);
}

void IoThread::beginStop(CloseCode code, const QString& reason) {
    QMetaObject::invokeMethod(
        &m_worker, [this, code, reason] { m_worker.stop(code, reason); }, Qt::QueuedConnection);
}

void IoThread::join() {
    m_thread.wait();
}

} // namespace confab
