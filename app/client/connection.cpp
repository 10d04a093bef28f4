// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/connection.h"

namespace confab::client {

Connection::Connection(Codec codec, const Times& times, QObject* parent)
    : QObject(parent), m_codec(codec), m_times(times) {
    m_overlapTimer.setSingleShot(true);
    connect(&m_overlapTimer, &QTimer::timeout, this, [this] { discard(m_old); });
}

Connection::~Connection() = default;

std::unique_ptr<RpcSocket> Connection::makeSocket() {
    auto made = std::make_unique<RpcSocket>(m_codec, m_times);
    const RpcSocket* socket = made.get();
    connect(socket, &RpcSocket::opened, this, [this, socket] { socketOpened(socket); });
    connect(socket, &RpcSocket::lost, this, [this, socket](const Loss& loss) { socketLost(socket, loss); });
    connect(socket, &RpcSocket::notified, this,
            [this, socket](const Notification& notification) { socketNotified(socket, notification); });
    connect(socket, &RpcSocket::replied, this, &Connection::releaseIfReplied);
    return made;
}

void Connection::open(const QUrl& url) {
    close();
    m_socket = makeSocket();
    m_socket->open(url);
}

void Connection::close() {
    discard(m_next);
    discard(m_old);
    discard(m_socket);
}

/// Removes the socket from this object before its calls are answered, so a caller from there gets the socket in use.
void Connection::discard(std::unique_ptr<RpcSocket>& socket) {
    if (!socket)
        return;
    RpcSocket* going = socket.release();
    going->disconnect(this);
    going->setParent(this);
    going->close();
    going->deleteLater(); // this may run within one of its signals
}

void Connection::send(RpcSocket* socket, const Request& request, RpcSocket::RawAnswer answer) {
    if (socket && socket->isOpen())
        return socket->send(request, std::move(answer));
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer)] { answer(fail(ErrorKind::Disconnected)); }, Qt::QueuedConnection);
}

// ---- moving to another line --------------------------------------------------------------------------------------

void Connection::openNext(const QUrl& url) {
    discard(m_next);
    m_next = makeSocket();
    m_next->open(url);
}

void Connection::closeNext() {
    discard(m_next);
}

void Connection::change() {
    if (!m_next)
        return;
    discard(m_old);
    m_fence.reset();
    m_old = std::exchange(m_socket, std::move(m_next));
}

void Connection::releaseOld() {
    if (!m_old || !m_socket)
        return;
    m_fence = m_socket->lastId();
    m_overlapTimer.start(overlapMost);
    releaseIfReplied();
}

void Connection::releaseIfReplied() {
    if (!m_old || !m_fence || !m_socket || m_socket->hasPendingUpTo(*m_fence) || m_old->hasPendingUpTo(m_old->lastId()))
        return;
    m_overlapTimer.stop();
    discard(m_old);
}

// ---- signals of lines --------------------------------------------------------------------------------------------

void Connection::socketOpened(const RpcSocket* socket) {
    if (socket == m_socket.get())
        Q_EMIT opened();
    else if (socket == m_next.get())
        Q_EMIT nextOpened();
}

void Connection::socketLost(const RpcSocket* socket, const Loss& loss) {
    if (socket == m_socket.get()) {
        discard(m_old);
        discard(m_socket);
        Q_EMIT lost(loss);
    } else if (socket == m_next.get()) {
        discard(m_next);
        Q_EMIT nextLost(loss);
    } else {
        discard(m_old);
    }
}

void Connection::socketNotified(const RpcSocket* socket, const Notification& notification) {
    const bool inUse = socket == m_socket.get();
    const bool bridges = socket == m_old.get() && std::holds_alternative<RoomEventNotice>(notification);
    if (inUse || bridges)
        Q_EMIT notified(notification);
}

} // namespace confab::client
