// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scriptedserver.h"

namespace confab::test {

namespace {

constexpr const char* numberProperty = "number";

Codec codecOf(const QWebSocket* peer) {
    return codecNamed(peer->subprotocol()).value_or(Codec::Json);
}

} // namespace

ScriptedServer::ScriptedServer() : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode) {
    m_server.setSupportedSubprotocols({subprotocol(Codec::Json), subprotocol(Codec::Cbor)});
    connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedServer::accept);
    listen();
}

ScriptedServer::~ScriptedServer() {
    stop();
}

void ScriptedServer::listen() {
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("no port to listen on: %ls", qUtf16Printable(m_server.errorString()));
    m_port = m_server.serverPort();
}

void ScriptedServer::stop() {
    m_server.close();
    abortAll();
}

QUrl ScriptedServer::url() const {
    return QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(m_port));
}

void ScriptedServer::accept() {
    while (QWebSocket* peer = m_server.nextPendingConnection()) {
        peer->setProperty(numberProperty, ++m_accepted);
        m_peers.push_back(peer);
        connect(peer, &QWebSocket::textMessageReceived, this,
                [this, peer](const QString& text) { received(peer, text.toUtf8(), Codec::Json); });
        connect(peer, &QWebSocket::binaryMessageReceived, this,
                [this, peer](const QByteArray& bytes) { received(peer, bytes, Codec::Cbor); });
        connect(peer, &QWebSocket::disconnected, this, [this, peer] {
            std::erase(m_peers, peer);
            peer->deleteLater();
        });
    }
}

void ScriptedServer::received(QWebSocket* peer, const QByteArray& frame, Codec codec) {
    tl::expected<jsonrpc::Call, jsonrpc::Refusal> call = jsonrpc::readCall(frame, codec);
    if (!call && call.error().error.kind == ErrorKind::ParseError)
        qFatal("the client sent a frame that can't be read");
    if (!call) {
        send(peer, jsonrpc::writeError(call.error().id, call.error().error, codec), codec);
        return;
    }
    m_requests.push_back(call->request);
    m_asking = numberOf(peer);
    const std::optional<Result<Answer>> answer = m_script ? m_script(call->request) : std::nullopt;
    if (answer && std::find(m_peers.begin(), m_peers.end(), peer) != m_peers.end())
        send(peer,
             *answer ? jsonrpc::writeAnswer(call->id, **answer, codec)
                     : jsonrpc::writeError(call->id, answer->error(), codec),
             codec);
    Q_EMIT requested();
}

void ScriptedServer::send(QWebSocket* peer, const QByteArray& frame, Codec codec) {
    if (codec == Codec::Json)
        peer->sendTextMessage(QString::fromUtf8(frame));
    else
        peer->sendBinaryMessage(frame);
}

void ScriptedServer::notify(const Notification& notification) {
    for (QWebSocket* peer : m_peers) {
        if (mayHear(numberOf(peer), notification))
            send(peer, jsonrpc::writeNotification(notification, codecOf(peer)), codecOf(peer));
    }
}

int ScriptedServer::numberOf(const QWebSocket* peer) {
    return peer->property(numberProperty).toInt();
}

QWebSocket* ScriptedServer::peer(int connection) const {
    const auto found = std::find_if(m_peers.begin(), m_peers.end(),
                                    [connection](const QWebSocket* peer) { return numberOf(peer) == connection; });
    return found == m_peers.end() ? nullptr : *found;
}

void ScriptedServer::notifyOne(int connection, const Notification& notification) {
    if (QWebSocket* one = peer(connection))
        send(one, jsonrpc::writeNotification(notification, codecOf(one)), codecOf(one));
}

void ScriptedServer::closeOne(int connection, CloseCode code) {
    if (QWebSocket* one = peer(connection))
        one->close(QWebSocketProtocol::CloseCode(code));
}

void ScriptedServer::closeAll(CloseCode code) {
    const std::vector<QWebSocket*> peers = m_peers;
    for (QWebSocket* peer : peers)
        peer->close(QWebSocketProtocol::CloseCode(code));
}

void ScriptedServer::abortAll() {
    const std::vector<QWebSocket*> peers = m_peers;
    for (QWebSocket* peer : peers)
        peer->abort();
}

} // namespace confab::test
