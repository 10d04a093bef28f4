// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/protocol/codec.h"

#include <QSslSocket>

#include <optional>

namespace confab::test {

class DaemonProcess;

/// Where a server waits, and whether it speaks TLS there.
struct Door {
    quint16 port = 0;
    bool secure = false;
};
Door doorOf(const DaemonProcess& daemon);

/// A bare TCP or TLS connection that can say what no honest WebSocket client says: any bytes as frames, in any pieces,
/// with any header.
/// Thread: any one with an event loop of Qt. Owned by: the test.
class RawSocket {
public:
    enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    /// False when nobody listens there.
    [[nodiscard]] bool connectTo(quint16 port);
    /// From this address of the loopback, as if from another machine.
    [[nodiscard]] bool connectFrom(const QString& address, Door door);
    /// With TLS where the server wants that.
    [[nodiscard]] bool connectTo(Door door);
    void send(const QByteArray& bytes);
    /// Each piece on its way, as a segment of its own, before the next one begins.
    void sendApart(const QByteArray& bytes, qsizetype step);
    /// It takes nothing more from the kernel, whose buffer stays small.
    void stopReading();
    void readOn();
    /// Ends its own direction, and can still read (no TLS).
    void finishSending();
    /// RST instead of a goodbye.
    void reset();
    /// Sends an HTTP request and returns everything until the server hangs up.
    QByteArray http(const QByteArray& head);
    /// The handshake for this codec; false when it was refused.
    [[nodiscard]] bool upgrade(Codec codec);
    [[nodiscard]] bool upgrade(const QByteArray& subprotocol, const QByteArray& path = "/rt");
    static QByteArray handshake(const QByteArray& subprotocol, const QByteArray& path = "/rt");
    /// The server's answer to a handshake, up to its empty line; what came of it when there is none.
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
    /// The next frame; nothing when the server hung up first.
    std::optional<Frame> next();
    /// The next frame, when it is here already.
    std::optional<Frame> nextIfHere();
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// The code of the close frame, skipping what comes before; nothing when it hung up without one.
    std::optional<quint16> closed();
    bool hungUp();
    /// What came behind the last frame that was looked at.
    const QByteArray& received() const { return m_received; }
    QSslSocket& socket() { return m_socket; }

private:
    std::optional<Frame> takeFrame();
    bool waitForMore();

    QSslSocket m_socket;
    QByteArray m_received;
};

} // namespace confab::test
