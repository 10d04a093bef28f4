// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/upgrader.h"

#include "common/protocol/codec.h"

#include <QCoreApplication>

namespace confab {

namespace {

/// QIODevice can take back single characters only.
void putBack(QTcpSocket& socket, const QByteArray& bytes) {
    for (auto it = bytes.crbegin(); it != bytes.crend(); ++it)
        socket.ungetChar(*it);
}

} // namespace

Upgrader::Upgrader() : m_server(QStringLiteral("confabd"), QWebSocketServer::NonSecureMode) {
    m_server.setSupportedSubprotocols({subprotocol(Codec::Json), subprotocol(Codec::Cbor)});
}

std::unique_ptr<QWebSocket> Upgrader::upgrade(QTcpSocket& socket, qsizetype headSize) {
    // A message that came together with the head would be read before anybody listens to the new QWebSocket, and be
    // lost (QtWebSockets 6.4): what is behind the head is held back meanwhile.
    const QByteArray head = socket.read(headSize);
    const QByteArray behind = socket.readAll();
    putBack(socket, head);

    // handleConnection() queues the look at the head. Delivered here and now, it is plain whose QWebSocket appears.
    m_server.handleConnection(&socket);
    QCoreApplication::sendPostedEvents(&m_server, QEvent::MetaCall);
    QObject::disconnect(&socket, nullptr, &m_server, nullptr); // it would delete the socket on its own
    std::unique_ptr<QWebSocket> webSocket(m_server.nextPendingConnection());
    if (webSocket) {
        webSocket->setParent(nullptr);
        putBack(socket, behind);
    }
    return webSocket;
}

} // namespace confab
