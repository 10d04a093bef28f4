// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qtstream.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace confab {

namespace {

constexpr qint64 kReadAhead = 16 * 1024; // a TLS record's most; more would only wait here instead of with the sender
constexpr qint64 kAhead = 64 * 1024;     // handed to the socket; what is there can't be dropped any more

} // namespace

std::unique_ptr<ByteStream> QtStream::plain(qintptr descriptor) {
    return over(std::make_unique<QTcpSocket>(), descriptor, false);
}

std::unique_ptr<ByteStream> QtStream::overTls(qintptr descriptor, const QSslConfiguration& tls) {
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(tls);
    QSslSocket& secured = *socket;
    std::unique_ptr<ByteStream> stream = over(std::move(socket), descriptor, true);
    if (stream)
        secured.startServerEncryption();
    return stream;
}

std::unique_ptr<ByteStream> QtStream::over(std::unique_ptr<QTcpSocket> socket, qintptr descriptor, bool tls) {
    if (!socket->setSocketDescriptor(descriptor)) // which closes it
        return nullptr;
    socket->setReadBufferSize(kReadAhead);
    return std::unique_ptr<ByteStream>(new QtStream(std::move(socket), tls));
}

QtStream::QtStream(std::unique_ptr<QTcpSocket> socket, bool tls)
    : ByteStream(socket->peerAddress()), m_socket(std::move(socket)), m_tls(tls) {
    listenToSocket();
}

QtStream::~QtStream() {
    QtStream::close();
}

void QtStream::listenToSocket() {
    QTcpSocket* s = m_socket.get();
    QObject::connect(s, &QTcpSocket::readyRead, s, [this] { tellReadable(); });
    // Queued: a failed handshake may be told from inside startServerEncryption(), and an end from inside a write.
    QObject::connect(
        s, &QTcpSocket::disconnected, s, [this] { tellReadable(); }, Qt::QueuedConnection);
    const auto drained = [this] {
        if (m_tellWhenWritable && waiting() < kAhead) {
            m_tellWhenWritable = false;
            owner()->writable();
        }
    };
    QObject::connect(s, &QTcpSocket::bytesWritten, s, drained);
    if (m_tls)
        QObject::connect(static_cast<QSslSocket*>(s), &QSslSocket::encryptedBytesWritten, s, drained);
}

/// The socket says once that something came; the owner wants to hear it as long as something is there.
void QtStream::tellReadable() {
    if (!owner())
        return;
    owner()->readable();
    if (isOpen() && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(
            m_socket.get(), [this] { tellReadable(); }, Qt::QueuedConnection);
}

bool QtStream::isOpen() const {
    return m_socket->state() == QAbstractSocket::ConnectedState || m_socket->state() == QAbstractSocket::ClosingState;
}

qint64 QtStream::read(char* to, qint64 most) {
    const qint64 count = m_socket->bytesAvailable() > 0 ? m_socket->read(to, most) : 0;
    if (count > 0)
        return count;
    return count < 0 || !isOpen() ? ended : 0;
}

qint64 QtStream::write(std::span<const QByteArrayView> pieces) {
    if (m_socket->state() != QAbstractSocket::ConnectedState)
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

qint64 QtStream::waiting() const {
    const qint64 encrypted = m_tls ? static_cast<QSslSocket*>(m_socket.get())->encryptedBytesToWrite() : 0;
    return m_socket->bytesToWrite() + encrypted;
}

void QtStream::finishWriting() {
    m_socket->disconnectFromHost();
}

void QtStream::close() {
    m_socket->disconnect(); // its last signals shall not find a half destroyed owner
    m_socket->abort();
}

} // namespace confab
