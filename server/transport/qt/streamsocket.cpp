// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/streamsocket.h"

#include <algorithm>
#include <cstring>

namespace confab {

StreamSocket::StreamSocket(Owner& owner) : m_owner(&owner) {
    QIODevice::open(QIODevice::ReadWrite | QIODevice::Unbuffered); // or bytes would hide in a buffer of QIODevice's
    setSocketState(QAbstractSocket::ConnectedState);
}

StreamSocket::~StreamSocket() {
    setSocketState(QAbstractSocket::UnconnectedState); // there is nothing for QAbstractSocket to disconnect
}

void StreamSocket::release(qsizetype count) {
    m_released += count;
    Q_EMIT readyRead();
    if (m_read == m_in.size())
        m_in = {}; // with its memory
    else
        m_in.remove(0, m_read);
    m_released -= m_read;
    m_read = 0;
}

bool StreamSocket::sendTo(ByteStream& stream) {
    if (unsent() == 0)
        return true;
    const QByteArrayView rest = QByteArrayView(m_out).sliced(m_sent);
    const qint64 taken = stream.write({&rest, 1});
    if (taken == ByteStream::ended)
        return false;
    m_sent += taken;
    if (unsent() == 0) {
        m_out = {};
        m_sent = 0;
    }
    return true;
}

void StreamSocket::cutOff() {
    m_owner = nullptr;
    m_reads = m_writes = false;
}

qint64 StreamSocket::bytesAvailable() const {
    return m_reads ? QIODevice::bytesAvailable() + m_released - m_read : 0;
}

/// QWebSocket ends with this after its close frame, and QAbstractSocket::abort() is this, too.
void StreamSocket::close() {
    if (!m_writes)
        return;
    m_reads = m_writes = false;
    if (m_owner)
        m_owner->webSocketCloses();
}

qint64 StreamSocket::readData(char* to, qint64 most) {
    const qint64 count = m_reads ? std::min<qint64>(most, m_released - m_read) : 0;
    std::memcpy(to, m_in.constData() + m_read, size_t(count));
    m_read += count;
    return count;
}

qint64 StreamSocket::skipData(qint64 most) {
    const qint64 count = m_reads ? std::min<qint64>(most, m_released - m_read) : 0;
    m_read += count;
    return count;
}

qint64 StreamSocket::writeData(const char* from, qint64 count) {
    if (m_writes)
        m_out.append(from, count);
    return count;
}

} // namespace confab
