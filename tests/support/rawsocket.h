// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"

#include <QTcpSocket>

#include <optional>

namespace confab::test {

/// A bare TCP connection that can say what no honest WebSocket client says: any bytes as frames, in any pieces, with
/// any header.
/// Thread: the test's. Owned by: the test.
class RawSocket {
public:
    enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

    /// False when nobody listens there.
    [[nodiscard]] bool connectTo(quint16 port);
    /// From this address of the loopback, as if from another machine.
    [[nodiscard]] bool connectFrom(const QString& address, quint16 port);
    void send(const QByteArray& bytes);
    /// Sends an HTTP request and returns everything until the server hangs up.
    QByteArray http(const QByteArray& head);
    /// The handshake for this codec; false when it was refused.
    [[nodiscard]] bool upgrade(Codec codec);
    [[nodiscard]] bool upgrade(const QByteArray& subprotocol, const QByteArray& path = "/rt");

    /// One frame, masked; `final` is false for all pieces of a message but the last.
    void sendFrame(const QByteArray& payload, quint8 opcode, bool final = true);

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

private:
    std::optional<Frame> takeFrame();
    bool waitForMore();

    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace confab::test
