// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawsocket.h"

#include "tests/support/waiting.h"

#include <QHostAddress>
#include <QtEndian>

namespace confab::test {

namespace {

constexpr char mask[4] = {0x12, 0x34, 0x56, 0x78};

/// The second byte of a header and what follows of the length, for a frame with a mask.
QByteArray maskedLength(quint64 length) {
    constexpr int maskBit = 0x80;
    if (length < 126)
        return QByteArray(1, char(maskBit | int(length)));
    QByteArray field(length < 65536 ? 3 : 9, Qt::Uninitialized);
    field[0] = char(maskBit | (length < 65536 ? 126 : 127));
    if (length < 65536)
        qToBigEndian(quint16(length), field.data() + 1);
    else
        qToBigEndian(length, field.data() + 1);
    return field;
}

} // namespace

quint16 RawSocket::Frame::closeCode() const {
    return payload.size() < 2 ? 1005 : qFromBigEndian<quint16>(payload.constData());
}

bool RawSocket::connectTo(quint16 port) {
    m_received.clear();
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    return waitUntil([this] {
               return m_socket.state() == QAbstractSocket::ConnectedState ||
                      m_socket.state() == QAbstractSocket::UnconnectedState;
           }) &&
           m_socket.state() == QAbstractSocket::ConnectedState;
}

bool RawSocket::connectFrom(const QString& address, quint16 port) {
    m_socket.abort();
    return m_socket.bind(QHostAddress(address)) && connectTo(port);
}

std::optional<RawSocket::Frame> RawSocket::nextIfHere() {
    if (m_socket.isOpen())
        m_received += m_socket.readAll();
    return takeFrame();
}

void RawSocket::send(const QByteArray& bytes) {
    m_socket.write(bytes);
    m_socket.flush();
}

QByteArray RawSocket::http(const QByteArray& head) {
    send(head);
    while (waitForMore()) {
    }
    return std::exchange(m_received, {});
}

bool RawSocket::upgrade(Codec codec) {
    return upgrade(subprotocol(codec).toLatin1());
}

bool RawSocket::upgrade(const QByteArray& subprotocol, const QByteArray& path) {
    send("GET " + path +
         " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " +
         subprotocol + "\r\n\r\n");
    while (!m_received.contains("\r\n\r\n")) {
        if (!waitForMore())
            return false;
    }
    const bool switched = m_received.startsWith("HTTP/1.1 101 ");
    m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
    return switched;
}

void RawSocket::sendFrame(const QByteArray& payload, quint8 opcode, bool final) {
    QByteArray frame(1, char((final ? 0x80 : 0) | opcode));
    frame += maskedLength(quint64(payload.size()));
    frame.append(mask, sizeof mask);
    QByteArray hidden = payload;
    for (qsizetype i = 0; i < hidden.size(); ++i)
        hidden[i] = char(hidden[i] ^ mask[i % 4]);
    send(frame + hidden);
}

std::optional<RawSocket::Frame> RawSocket::next() {
    for (;;) {
        if (std::optional<Frame> frame = takeFrame())
            return frame;
        if (!waitForMore())
            return std::nullopt;
    }
}

std::optional<quint16> RawSocket::closed() {
    while (const std::optional<Frame> frame = next()) {
        if (frame->opcode == Close)
            return frame->closeCode();
    }
    return std::nullopt;
}

bool RawSocket::hungUp() {
    return waitUntil([this] {
        m_received += m_socket.readAll();
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    });
}

std::optional<RawSocket::Frame> RawSocket::takeFrame() {
    if (m_received.size() < 2)
        return std::nullopt;
    const auto byte = [this](qsizetype at) { return quint8(m_received.at(at)); };
    quint64 length = byte(1) & 0x7f;
    qsizetype headerSize = length < 126 ? 2 : (length == 126 ? 4 : 10);
    if (m_received.size() < headerSize)
        return std::nullopt;
    if (length == 126)
        length = qFromBigEndian<quint16>(m_received.constData() + 2);
    else if (length == 127)
        length = qFromBigEndian<quint64>(m_received.constData() + 2);
    if (quint64(m_received.size() - headerSize) < length)
        return std::nullopt;
    Frame frame{quint8(byte(0) & 0x0f), m_received.mid(headerSize, qsizetype(length))};
    m_received.remove(0, headerSize + qsizetype(length));
    return frame;
}

bool RawSocket::waitForMore() {
    const qsizetype before = m_received.size();
    waitUntil(
        [this] { return m_socket.bytesAvailable() > 0 || m_socket.state() == QAbstractSocket::UnconnectedState; });
    m_received += m_socket.readAll();
    return m_received.size() > before;
}

} // namespace confab::test
