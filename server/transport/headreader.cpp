// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/headreader.h"

#include "server/transport/transport.h"

namespace confab {

HeadReader::HeadReader(quint64 serial, std::unique_ptr<QTcpSocket> socket, PeerHost& host)
    : Peer(serial), m_socket(std::move(socket)), m_host(host),
      m_deadline(PeerHost::now() + host.config().limits.headTime.count()) {
    QTcpSocket* s = m_socket.get();
    QObject::connect(s, &QTcpSocket::readyRead, s, [this] { readyRead(); });
    QObject::connect(s, &QTcpSocket::disconnected, s, [this] { m_host.gone(*this); });
}

HeadReader::~HeadReader() {
    if (m_socket) {
        m_socket->disconnect(); // its last signals shall not find a half destroyed reader
        m_socket->abort();
    }
}

void HeadReader::start() {
    m_host.deadlineMoved(*this);
    if (m_socket->bytesAvailable() > 0)
        readyRead();
}

std::unique_ptr<QTcpSocket> HeadReader::releaseSocket() {
    m_socket->disconnect();
    return std::move(m_socket);
}

void HeadReader::deadlineReached(qint64) {
    cutOff();
}

void HeadReader::hangUp(CloseCode, const QString&) {
    if (!m_answered)
        cutOff(); // an answer that is on its way may arrive
}

void HeadReader::cutOff() {
    if (m_socket)
        m_socket->abort();
    m_host.gone(*this);
}

void HeadReader::readyRead() {
    if (m_answered) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    const qsizetype bound = m_host.config().limits.headBytes;
    const QByteArray bytes = m_socket->peek(bound + 1);
    const HeadResult head = parseHead(bytes, bound);
    switch (head.state) {
    case HeadResult::State::Incomplete:
        return;
    case HeadResult::State::Malformed:
        return answer(httpStatus(400));
    case HeadResult::State::TooLarge:
        return answer(httpStatus(431));
    case HeadResult::State::Complete:
        return route(head.request, head.size);
    }
}

void HeadReader::route(const HttpRequest& request, qsizetype headSize) {
    const bool isGet = request.method == "GET";
    const bool isHead = request.method == "HEAD";
    if (!isGet && !isHead)
        return answer(httpStatus(405));
    m_cleanSize = headSize;
    if (request.path == m_host.config().webSocketPath) {
        if (!isGet || !request.headerHasToken("upgrade", "websocket"))
            return answer(httpStatus(426), isGet);
        if (!isGoodUpgrade(request))
            return answer(httpStatus(400));
        return m_host.upgrade(*this, request, headSize);
    }
    const HttpHandler& handler = m_host.config().http;
    const bool served = handler && !request.header("upgrade");
    answer(served ? handler(request) : httpStatus(404), isGet);
}

/// RFC 6455, 4.2.1; QWebSocketServer checks the rest, but hangs up without an answer.
bool HeadReader::isGoodUpgrade(const HttpRequest& request) const {
    const QByteArray key = request.header("sec-websocket-key").value_or(QByteArray());
    const auto nonce = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return request.headerHasToken("connection", "upgrade") && request.header("host") &&
           request.header("sec-websocket-version") == "13" && nonce && nonce.decoded.size() == 16;
}

void HeadReader::answer(const HttpAnswer& answer, bool withBody) {
    m_answered = true;
    m_socket->write(httpBytes(answer, withBody));
    m_socket->flush();
    // A socket that is closed with unread bytes is reset, and the answer lost with it: unless the request was complete
    // and alone, read on and let the client hang up, which "Connection: close" asks for, until the deadline.
    const bool isClean = m_socket->skip(m_socket->bytesAvailable()) == m_cleanSize;
    if (isClean)
        m_socket->disconnectFromHost();
    m_deadline = PeerHost::now() + m_host.config().limits.closeTime.count();
    m_host.deadlineMoved(*this);
}

} // namespace confab
