// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/transport/rawclient.h"

#include <QHostAddress>
#include <QTest>
#include <QtEndian>

namespace confab::test {

RawClient::RawClient(quint16 port) {
    connect(&socket, &QTcpSocket::connected, this, [this] { m_wasConnected = true; });
    connect(&socket, &QTcpSocket::readyRead, this, &RawClient::readyRead);
    socket.connectToHost(QHostAddress::LocalHost, port);
}

QByteArray RawClient::handshake(const QByteArray& subprotocol, const QByteArray& path) {
    QByteArray bytes = "GET ";
    bytes.append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
    if (!subprotocol.isEmpty())
        bytes.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
    return bytes.append("\r\n");
}

QByteArray RawClient::frame(int opcode, const QByteArray& payload, bool fin) {
    static constexpr uchar mask[4] = {0x37, 0xfa, 0x21, 0x3d};
    QByteArray bytes;
    bytes.append(char((fin ? 0x80 : 0) | opcode));
    if (payload.size() < 126) {
        bytes.append(char(0x80 | payload.size()));
    } else if (payload.size() <= 0xffff) {
        bytes.append(char(0x80 | 126)).append(char(payload.size() >> 8)).append(char(payload.size()));
    } else {
        bytes.append(char(0x80 | 127)).append(8, '\0');
        qToBigEndian(quint64(payload.size()), bytes.data() + 2);
    }
    bytes.append(reinterpret_cast<const char*>(mask), 4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        bytes.append(char(uchar(payload[i]) ^ mask[i % 4]));
    return bytes;
}

void RawClient::write(const QByteArray& bytes) {
    socket.write(bytes);
    socket.flush();
}

bool RawClient::openWith(const QByteArray& requestHead) {
    if (!QTest::qWaitFor([this] { return m_wasConnected; }, 10'000))
        return false;
    write(requestHead);
    return QTest::qWaitFor([this] { return !head.isEmpty() || isGone(); }, 10'000) && head.startsWith("HTTP/1.1 101 ");
}

void RawClient::stopReading() {
    m_reading = false;
    socket.setReadBufferSize(1);
}

void RawClient::readOn() {
    m_reading = true;
    socket.setReadBufferSize(0);
    readyRead();
}

void RawClient::readyRead() {
    if (!m_reading)
        return;
    m_pending += socket.readAll();
    if (head.isEmpty()) {
        const qsizetype end = m_pending.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        head = m_pending.first(end + 4);
        m_pending.remove(0, end + 4);
    }
    if (head.startsWith("HTTP/1.1 101 ")) {
        parseFrames();
    } else {
        body += m_pending;
        m_pending.clear();
    }
}

void RawClient::parseFrames() {
    qsizetype at = 0;
    while (m_pending.size() - at >= 2) {
        qsizetype header = 2;
        auto size = quint64(m_pending[at + 1] & 0x7f);
        if (size == 126)
            header = 4;
        else if (size == 127)
            header = 10;
        if (m_pending.size() - at < header)
            break;
        if (header == 4)
            size = qFromBigEndian<quint16>(m_pending.constData() + at + 2);
        else if (header == 10)
            size = qFromBigEndian<quint64>(m_pending.constData() + at + 2);
        if (quint64(m_pending.size() - at - header) < size)
            break;
        frames.append({m_pending[at] & 0x0f, m_pending.mid(at + header, qsizetype(size))});
        at += header + qsizetype(size);
    }
    m_pending.remove(0, at);
}

int RawClient::closeCode() const {
    for (const ServerFrame& frame : frames) {
        if (frame.opcode == 8 && frame.payload.size() >= 2)
            return qFromBigEndian<quint16>(frame.payload.constData());
    }
    return 0;
}

QList<QByteArray> RawClient::messages() const {
    QList<QByteArray> payloads;
    for (const ServerFrame& frame : frames) {
        if (frame.opcode == 1 || frame.opcode == 2)
            payloads.append(frame.payload);
    }
    return payloads;
}

} // namespace confab::test
