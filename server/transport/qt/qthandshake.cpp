// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/qt/qthandshake.h"

#include "server/transport/http/http.h"

#include <QCoreApplication>
#include <QTimer>
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QChronoTimer>
#endif

namespace confab {

namespace {

QByteArray headFor(const HttpRequest& request, std::optional<Codec> agreed) {
    QByteArray head = "GET / HTTP/1.1\r\nHost: confab\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Version: 13\r\n";
    head += "Sec-WebSocket-Key: " + request.header("sec-websocket-key").value_or(QByteArray()) + "\r\n";
    if (agreed)
        head += "Sec-WebSocket-Protocol: " + subprotocol(*agreed).toLatin1() + "\r\n";
    return head + "\r\n";
}

/// Qt's timer for frames that are not finished runs out for messages in pieces that keep to TransportLimits::frameTime,
/// and not for most frames that don't (Qt 6.4); the connection has one that holds. From Qt 6.8 on it is a QChronoTimer.
void stopOwnTimer(QWebSocket& webSocket) {
    const auto stop = [](const auto& timers) {
        for (auto* timer : timers)
            timer->disconnect();
    };
    stop(webSocket.findChildren<QTimer*>());
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    stop(webSocket.findChildren<QChronoTimer*>());
#endif
}

} // namespace

QtHandshake::QtHandshake() : m_server(QString(), QWebSocketServer::NonSecureMode) {
    m_server.setSupportedSubprotocols({subprotocol(Codec::Json), subprotocol(Codec::Cbor)});
}

std::unique_ptr<QWebSocket> QtHandshake::upgrade(StreamSocket& socket, const HttpRequest& request,
                                                 std::optional<Codec> agreed) {
    const QByteArray head = headFor(request, agreed);
    socket.hold(head);
    socket.release(head.size());
    m_server.handleConnection(&socket);
    QCoreApplication::sendPostedEvents(&m_server, QEvent::MetaCall); // it reads the head in an event of its own
    QObject::disconnect(&socket, nullptr, &m_server, nullptr);       // it would delete the socket at its end
    std::unique_ptr<QWebSocket> webSocket(m_server.nextPendingConnection());
    if (webSocket)
        stopOwnTimer(*webSocket);
    return webSocket;
}

} // namespace confab
