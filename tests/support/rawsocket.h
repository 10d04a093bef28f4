// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/protocol/codec.h"

#include <QSslSocket>

#include <optional>

namespace confab::test {

class DaemonProcess;

/// The address of a server, and whether it speaks TLS there.
struct Door {
    quint16 port = 0;
    bool secure = false;
    QString host = QStringLiteral("127.0.0.1");
};
Door doorOf(const DaemonProcess& daemon);

/// A bare TCP or TLS connection that can send what no honest WebSocket client sends: any bytes as frames, in any
/// pieces, with any header.
/// Thread: any one with an event loop of Qt. Owned by: the test.
class RawSocket {
public:
    enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    /// False when there is no listener.
    [[nodiscard]] bool connectTo(quint16 port);
    /// From this loopback address, as if from another machine.
    [[nodiscard]] bool connectFrom(const QString& address, Door door);
    /// With TLS where the server wants that.
    [[nodiscard]] bool connectTo(Door door);
    void send(const QByteArray& bytes);
    /// Sends each piece, as a segment of its own, before the next one.
    void sendApart(const QByteArray& bytes, qsizetype step);
    /// Stops reading from the kernel, whose buffer stays small.
    void stopReading();
    void readOn();
    /// Shuts down its own direction, and can still read (no TLS).
    void finishSending();
    /// Sends RST instead of a close.
    void reset();
    /// Sends an HTTP request and returns the answer, or what came of it before the server disconnected.
    QByteArray http(const QByteArray& request);
    /// The next answer, head and body. `hasBody`: false for one to HEAD.
    QByteArray readAnswer(bool hasBody = true);
    /// The handshake for this codec; false when it was refused.
    [[nodiscard]] bool upgrade(Codec codec);
    [[nodiscard]] bool upgrade(const QByteArray& subprotocol, const QByteArray& path = "/rt");
    static QByteArray handshake(const QByteArray& subprotocol, const QByteArray& path = "/rt");
    /// The server's answer to a handshake, up to its empty line; the bytes so far when there is none.
    QByteArray readHead();
    /// Upgrades, and resumes the session of this token; false when either was refused.
    [[nodiscard]] bool signIn(Codec codec, const Secret& accessToken);

    /// One frame, masked; `final` is false for all pieces of a message but the last.
    void sendFrame(const QByteArray& payload, quint8 opcode, bool final = true);
    static QByteArray frame(const QByteArray& payload, quint8 opcode, bool final = true);

    struct Frame {
        quint8 opcode = 0;
        QByteArray payload;
        /// Of a close frame; 1005 when it has none (RFC 6455 7.1.5).
        quint16 closeCode() const;
    };
    /// The next frame; empty when the server disconnected first.
    std::optional<Frame> next();
    /// The next frame, when it has arrived already.
    std::optional<Frame> nextIfHere();
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// The code of the close frame, skipping other frames; empty when the server disconnected without one.
    std::optional<quint16> closed();
    bool hungUp();
    /// The bytes behind the last frame that was read.
    const QByteArray& received() const { return m_received; }
    QSslSocket& socket() { return m_socket; }

private:
    std::optional<Frame> takeFrame();
    bool waitForMore();

    QSslSocket m_socket;
    QByteArray m_received;
};

} // namespace confab::test
