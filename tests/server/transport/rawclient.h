// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QObject>
#include <QTcpSocket>

namespace confab::test {

/// A frame as the server wrote it.
struct ServerFrame {
    int opcode = -1;
    QByteArray payload;
};

/// A client that may misbehave: writes any bytes a test wants, and parses the server's frames.
class RawClient : public QObject {
public:
    explicit RawClient(quint16 port);

    /// The request head of a handshake; with `subprotocol` when it is not empty.
    static QByteArray handshake(const QByteArray& subprotocol = {}, const QByteArray& path = "/rt");
    /// One frame with a mask, as clients must.
    static QByteArray frame(int opcode, const QByteArray& payload, bool fin = true);

    void write(const QByteArray& bytes);
    /// Connects, shakes hands and waits for the answer. False when it was not 101.
    bool open(const QByteArray& subprotocol = {}) { return openWith(handshake(subprotocol)); }
    bool openWith(const QByteArray& requestHead);
    void stopReading(); ///< the kernel's buffers fill from here on
    void readOn();

    bool isConnected() const { return socket.state() == QAbstractSocket::ConnectedState; }
    bool isGone() const { return m_wasConnected && socket.state() == QAbstractSocket::UnconnectedState; }
    QByteArray head;                    ///< the HTTP answer's head, with its empty line
    QByteArray body;                    ///< what came behind a head that is no 101
    QList<ServerFrame> frames;          ///< what came behind a 101
    int closeCode() const;              ///< of the server's close frame; 0 while there is none
    QList<QByteArray> messages() const; ///< the text and binary frames' payloads

    QTcpSocket socket;

private:
    void readyRead();
    void parseFrames();

    QByteArray m_pending;
    bool m_wasConnected = false;
    bool m_reading = true;
};

} // namespace confab::test
