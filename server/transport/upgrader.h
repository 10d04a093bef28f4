// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

namespace confab {

/// Turns accepted sockets into WebSockets: QWebSocketServer's handshake without its accepting, so that the socket stays
/// ours.
/// Thread: its io thread. Owned by: the IoWorker.
class Upgrader {
public:
    Upgrader();

    /// Answers the handshake whose head, of `headSize` bytes, lies unread in the socket. Null when it was refused; the
    /// socket is closed then. Bytes behind the head stay in the socket, unread by the WebSocket until the socket's
    /// readyRead is emitted. The socket must outlive the WebSocket, and stays the caller's.
    std::unique_ptr<QWebSocket> upgrade(QTcpSocket& socket, qsizetype headSize);

private:
    QWebSocketServer m_server;
};

} // namespace confab
