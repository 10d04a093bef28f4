// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/redissocket.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>

namespace confab {

void RedisSocket::open() {
    close();
    makeSocket();
    if (!m_address.tls) {
        m_socket->connectToHost(m_address.host, m_address.port);
    } else if (secure()) {
        static_cast<QSslSocket*>(m_socket)->connectToHostEncrypted(m_address.host, m_address.port);
    } else {
        close();
        m_owner.socketClosed(
            QStringLiteral("the file of certificates %1 can't be read, or has none").arg(m_address.caFile));
    }
}

void RedisSocket::makeSocket() {
    if (m_address.tls) {
        auto* secured = new QSslSocket(this);
        connect(secured, &QSslSocket::encrypted, this, &RedisSocket::opened);
        m_socket = secured;
    } else {
        m_socket = new QTcpSocket(this);
        connect(m_socket, &QTcpSocket::connected, this, &RedisSocket::opened);
    }
    m_socket->setReadBufferSize(m_limits.readAheadBytes);
    connect(m_socket, &QTcpSocket::readyRead, this, &RedisSocket::readMore);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &RedisSocket::closed);
    connect(m_socket, &QTcpSocket::disconnected, this, &RedisSocket::closed);
}

bool RedisSocket::secure() {
    auto* secured = static_cast<QSslSocket*>(m_socket);
    QSslConfiguration configuration = secured->sslConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_address.caFile.isEmpty()) {
        const QList<QSslCertificate> trusted = QSslCertificate::fromPath(m_address.caFile, QSsl::Pem);
        if (trusted.isEmpty())
            return false;
        configuration.setCaCertificates(trusted);
    }
    secured->setSslConfiguration(configuration);
    secured->setPeerVerifyName(m_address.host);
    return true;
}

void RedisSocket::close() {
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater(); // this may be called from one of its signals
    m_socket = nullptr;
}

void RedisSocket::opened() {
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_owner.socketOpened();
}

void RedisSocket::write(QByteArrayView bytes) {
    if (!m_socket)
        return;
    m_socket->write(bytes.data(), bytes.size());
    if (m_socket)
        m_socket->flush(); // now, instead of at a turn of its own; what the system does not take waits
}

qsizetype RedisSocket::waiting() const {
    if (!m_socket)
        return 0;
    const qint64 encrypted = m_address.tls ? static_cast<QSslSocket*>(m_socket)->encryptedBytesToWrite() : 0;
    return qsizetype(m_socket->bytesToWrite() + encrypted);
}

bool RedisSocket::waitForMore(QDeadlineTimer deadline) {
    if (!m_socket || deadline.hasExpired())
        return false;
    const bool came = m_socket->waitForReadyRead(int(deadline.remainingTime()));
    if (came)
        readMore(); // the signal is not sent from within itself
    return came;
}

void RedisSocket::readMore() {
    m_piece.resize(m_limits.readPieceBytes);
    const QTcpSocket* current = m_socket;
    qint64 left = current ? m_socket->bytesAvailable() : 0; // what comes meanwhile has its own turn
    while (left > 0 && m_socket == current) {
        const qint64 count = m_socket->read(m_piece.data(), std::min<qint64>(left, m_piece.size()));
        if (count <= 0)
            return;
        left -= count;
        m_owner.socketRead(QByteArrayView(m_piece.constData(), count));
    }
}

void RedisSocket::closed() {
    if (!m_socket)
        return;
    const QString why = m_socket->errorString();
    close();
    m_owner.socketClosed(why);
}

} // namespace confab
