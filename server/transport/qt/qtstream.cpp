// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/qtstream.h"

#include "server/transport/io/descriptors.h"

namespace confab {

namespace {

constexpr qint64 kReadAhead = 16 * 1024; // more would only be queued here instead of at the sender
constexpr qint64 kAhead = 64 * 1024;     // handed to the socket; what is there can't be dropped any more

} // namespace

std::unique_ptr<ByteStream> QtStream::over(qintptr descriptor) {
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) // which closes it
        return nullptr;
    socket->setReadBufferSize(kReadAhead);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return std::unique_ptr<ByteStream>(new QtStream(std::move(socket)));
}

QtStream::QtStream(std::unique_ptr<QTcpSocket> socket)
    : ByteStream(socket->peerAddress()), m_socket(std::move(socket)) {
    listenToSocket();
}

QtStream::~QtStream() {
    QtStream::close();
}

void QtStream::listenToSocket() {
    QTcpSocket* s = m_socket.get();
    QObject::connect(s, &QTcpSocket::readyRead, s, [this] { tellReadable(); });
    // Queued: both are also emitted from inside a write, where the owner expects no call.
    QObject::connect(
        s, &QTcpSocket::disconnected, s, [this] { tellReadable(); }, Qt::QueuedConnection);
    QObject::connect(
        s, &QTcpSocket::bytesWritten, s, [this] { drained(); }, Qt::QueuedConnection);
}

void QtStream::drained() {
    if (m_isFinishing && waiting() == 0 && isOpen())
        endWriting(descriptor());
    if (m_tellWhenWritable && waiting() < kAhead) {
        m_tellWhenWritable = false;
        owner()->writable();
    }
}

/// The socket signals new data once; the owner expects a signal as long as there is data.
void QtStream::tellReadable() {
    if (!owner() || m_isPaused)
        return;
    owner()->readable();
    if (!m_isPaused && isOpen() && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { tellReadable(); }, Qt::QueuedConnection);
}

/// What the socket has read ahead is in it, so nothing but this tells of it.
void QtStream::pauseReading(bool paused) {
    if (std::exchange(m_isPaused, paused) && !paused)
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { tellReadable(); }, Qt::QueuedConnection);
}

bool QtStream::isOpen() const {
    return m_socket->state() == QAbstractSocket::ConnectedState || m_socket->state() == QAbstractSocket::ClosingState;
}

qint64 QtStream::read(char* to, qint64 most) {
    const qint64 count = m_socket->bytesAvailable() > 0 ? m_socket->read(to, most) : 0;
    if (count == most && m_socket->bytesAvailable() == 0)
        listenAgain();
    if (count > 0)
        return count;
    return count < 0 || !isOpen() ? ended : 0;
}

/// A socket whose buffer was full watches its descriptor again when it is asked for more than it has, and only then: a
/// read that takes all of it to the byte leaves it deaf (Qt 6.4, QAbstractSocket::readData).
void QtStream::listenAgain() {
    char none = 0;
    [[maybe_unused]] const qint64 more = m_socket->read(&none, 1);
    Q_ASSERT(more <= 0); // a buffered socket reads its descriptor from the event loop only
}

qint64 QtStream::write(std::span<const QByteArrayView> pieces) {
    if (m_isFinishing || m_socket->state() != QAbstractSocket::ConnectedState)
        return ended;
    qint64 taken = 0;
    for (const QByteArrayView piece : pieces) {
        if (waiting() >= kAhead)
            break;
        const qint64 written = m_socket->write(piece.data(), piece.size());
        if (written < 0)
            return ended;
        taken += written;
    }
    m_socket->flush();
    return taken;
}

/// Not disconnectFromHost(), which ends both ways: bytes of the peer's that were not read by then would reset the
/// connection, and the last words might be lost with it (RFC 9112, 9.6).
void QtStream::finishWriting() {
    m_isFinishing = true;
    if (waiting() == 0 && isOpen())
        endWriting(descriptor());
}

bool QtStream::finish() {
    m_socket->disconnectFromHost();
    return false;
}

void QtStream::close() {
    if (isOpen())
        forgetUnsent(descriptor());
    m_socket->disconnect(); // its last signals must not reach a half-destroyed owner
    m_socket->abort();
}

} // namespace confab
