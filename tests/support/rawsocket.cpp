// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/rawsocket.h"

#include "common/protocol/jsonrpcclient.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/waiting.h"

#include <QHostAddress>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

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

Door doorOf(const DaemonProcess& daemon) {
    return {daemon.port(), daemon.isSecure(), daemon.url().host()};
}

bool RawSocket::connectTo(quint16 port) {
    return connectTo(Door{port, false});
}

bool RawSocket::connectTo(Door door) {
    m_received.clear();
    m_socket.setPeerVerifyMode(QSslSocket::VerifyNone); // test certificates are self-signed
    m_socket.connectToHost(door.host, door.port);
    const auto ended = [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; };
    const auto connected = [this] { return m_socket.state() == QAbstractSocket::ConnectedState; };
    if (!waitUntil([&] { return connected() || ended(); }) || !connected())
        return false;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!door.secure)
        return true;
    m_socket.startClientEncryption();
    return waitUntil([&] { return m_socket.isEncrypted() || ended(); }) && m_socket.isEncrypted();
}

bool RawSocket::connectFrom(const QString& address, Door door) {
    m_socket.abort();
    return m_socket.bind(QHostAddress(address)) && connectTo(door);
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

void RawSocket::sendApart(const QByteArray& bytes, qsizetype step) {
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        send(bytes.mid(at, step));
        if (m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() > 0)
            m_socket.waitForBytesWritten(int(std::chrono::milliseconds(patience).count()));
    }
}

void RawSocket::stopReading() {
    m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096); // as a hostile client would do
    m_socket.setReadBufferSize(1);
}

void RawSocket::readOn() {
    m_socket.setReadBufferSize(0);
    m_received += m_socket.readAll();
}

void RawSocket::finishSending() {
#ifdef Q_OS_UNIX
    ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
#endif
}

void RawSocket::reset() {
#ifdef Q_OS_UNIX
    const linger atOnce{1, 0};
    ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
#endif
    m_socket.abort();
}

QByteArray RawSocket::http(const QByteArray& request) {
    send(request);
    return readAnswer(!request.startsWith("HEAD "));
}

QByteArray RawSocket::readAnswer(bool hasBody) {
    static constexpr QByteArrayView length = "\r\ncontent-length:";
    QByteArray answer = readHead();
    const QByteArray lower = answer.toLower();
    const qsizetype from = lower.indexOf(length) + length.size();
    if (!hasBody || from < length.size() || !lower.endsWith("\r\n\r\n"))
        return answer;
    const qsizetype size = lower.sliced(from, lower.indexOf('\r', from) - from).trimmed().toLongLong();
    while (m_received.size() < size && waitForMore()) {
    }
    answer += m_received.first(std::min(size, m_received.size()));
    m_received.remove(0, size);
    return answer;
}

bool RawSocket::upgrade(Codec codec) {
    return upgrade(subprotocol(codec).toLatin1());
}

QByteArray RawSocket::handshake(const QByteArray& subprotocol, const QByteArray& path) {
    return "GET " + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " +
           subprotocol + "\r\n\r\n";
}

bool RawSocket::signIn(Codec codec, const Secret& accessToken) {
    if (!upgrade(codec))
        return false;
    sendFrame(jsonrpc::writeCall(1, SessionResume{accessToken}, codec), codec == Codec::Json ? Text : Binary);
    const std::optional<Frame> frame = next();
    return frame && decodeFrame(frame->payload, codec).value_or(QCborMap()).contains(QStringLiteral("result"));
}

bool RawSocket::upgrade(const QByteArray& subprotocol, const QByteArray& path) {
    send(handshake(subprotocol, path));
    return readHead().startsWith("HTTP/1.1 101 ");
}

QByteArray RawSocket::readHead() {
    while (!m_received.contains("\r\n\r\n")) {
        if (!waitForMore())
            return std::exchange(m_received, {});
    }
    const qsizetype size = m_received.indexOf("\r\n\r\n") + 4;
    const QByteArray head = m_received.first(size);
    m_received.remove(0, size);
    return head;
}

void RawSocket::sendFrame(const QByteArray& payload, quint8 opcode, bool final) {
    send(frame(payload, opcode, final));
}

QByteArray RawSocket::frame(const QByteArray& payload, quint8 opcode, bool final) {
    QByteArray frame(1, char((final ? 0x80 : 0) | opcode));
    frame += maskedLength(quint64(payload.size()));
    frame.append(mask, sizeof mask);
    QByteArray hidden = payload;
    for (qsizetype i = 0; i < hidden.size(); ++i)
        hidden[i] = char(hidden[i] ^ mask[i % 4]);
    return frame + hidden;
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
