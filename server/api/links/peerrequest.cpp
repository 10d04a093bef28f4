// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/peerrequest.h"

#include "server/api/links/limits.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>
#include <array>

namespace confab::links {

namespace {

/// Who asks, for what, and whether a page of another origin may have made them.
constexpr std::array<QByteArrayView, 10> passedOn{
    "accept", "authorization", "confab-link",    "content-type",     "cookie",
    "host",   "origin",        "sec-fetch-site", "x-confab-request", "x-requested-with"};
/// What the client has to be told of an answer; the rest this node says itself.
constexpr std::array<const char*, 3> passedBack{"Cache-Control", "Confab-Close", "X-Accel-Buffering"};

constexpr qint64 streamBuffer = 64 * 1024;

/// The source of an event stream that another node has.
/// Thread: its io thread. Owned by: the answer, then by the connection.
class RelayedStream final : public BodySource {
public:
    explicit RelayedStream(std::shared_ptr<PeerRequest> request) : m_request(std::move(request)) {}
    qint64 bytes() const override { return unknownBytes; }
    void next(Then then) override { m_request->next(std::move(then)); }

private:
    const std::shared_ptr<PeerRequest> m_request;
};

} // namespace

QByteArray relayedRequest(const HttpRequest& request) {
    QByteArray bytes = request.method + ' ' + request.path;
    if (!request.query.isEmpty())
        bytes += '?' + request.query;
    bytes += " HTTP/1.0\r\nConfab-Relay: 1\r\nX-Forwarded-For: " + request.client.toString().toLatin1() + "\r\n";
    if (request.isSecure)
        bytes += "X-Forwarded-Proto: https\r\n";
    for (const auto& [name, value] : request.headers) {
        if (std::ranges::find(passedOn, QByteArrayView(name)) != passedOn.end())
            bytes += name + ": " + value + "\r\n";
    }
    if (request.method != "GET")
        bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return bytes + "\r\n" + request.body;
}

std::shared_ptr<PeerRequest> PeerRequest::make(const HttpExchange& exchange, const QUrl& node,
                                               const QList<QSslCertificate>& trusted, Finished finished) {
    // Its own socket may be the one that lets it go.
    std::shared_ptr<PeerRequest> request(new PeerRequest(exchange, std::move(finished)),
                                         [](PeerRequest* one) { one->deleteLater(); });
    request->connectTo(node, trusted);
    return request;
}

PeerRequest::PeerRequest(const HttpExchange& exchange, Finished finished)
    : m_reply(exchange.reply), m_finished(std::move(finished)), m_request(relayedRequest(exchange.request)) {}

void PeerRequest::connectTo(const QUrl& node, const QList<QSslCertificate>& trusted) {
    const bool isSecure = node.scheme() == u"https";
    const quint16 port = quint16(node.port(isSecure ? 443 : 80));
    auto* tls = isSecure ? new QSslSocket : nullptr;
    m_socket.reset(tls ? tls : new QTcpSocket);
    m_socket->setProxy(QNetworkProxy::NoProxy); // nodes are near
    m_socket->setReadBufferSize(streamBuffer);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, [this] { readable(); });
    connect(m_socket.get(), &QTcpSocket::disconnected, this, [this] { ended(); });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this] { ended(); });
    connect(&m_patience, &QTimer::timeout, this, [this] { ended(); });
    m_patience.setSingleShot(true);
    m_patience.start(limits::relayConnects);
    if (tls) {
        QSslConfiguration configuration = tls->sslConfiguration();
        configuration.addCaCertificates(trusted);
        tls->setSslConfiguration(configuration);
        connect(tls, &QSslSocket::encrypted, this, [this] { connected(); });
        tls->connectToHostEncrypted(node.host(), port);
    } else {
        connect(m_socket.get(), &QTcpSocket::connected, this, [this] { connected(); });
        m_socket->connectToHost(node.host(), port);
    }
}

PeerRequest::~PeerRequest() {
    m_socket->disconnect(this);
    m_socket->abort(); // the other node sees that nobody waits any more
}

void PeerRequest::connected() {
    m_patience.stop();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->write(std::exchange(m_request, {}));
}

void PeerRequest::readable() {
    if (m_isStream)
        return giveNext(); // what nobody takes waits in the socket, then in the other node
    m_in += m_socket->readAll();
    if (m_in.size() > limits::relayedBytes)
        return ended();
    if (!m_hasHead && !readHead())
        return;
    if (m_answer.contentType.startsWith("text/event-stream"))
        beginStream();
    else if (m_length >= 0 && m_in.size() >= m_length)
        ended();
}

/// The answer of a node of ours, which parseHead() reads like a request: only its first line differs.
bool PeerRequest::readHead() {
    const qsizetype line = m_in.indexOf("\r\n");
    const qsizetype end = m_in.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray asRequest = "GET / HTTP/1.0" + m_in.mid(line, end + 4 - line);
    const HeadResult head = parseHead(asRequest, asRequest.size() + 1);
    m_answer.status = m_in.startsWith("HTTP/1.1 ") ? m_in.mid(9, 3).toInt() : 0;
    if (head.state != HeadResult::State::Complete || m_answer.status < 200) {
        ended();
        return false;
    }
    m_hasHead = true;
    m_answer.contentType = head.request.header("content-type").value_or(m_answer.contentType);
    m_answer.isSignedIn = m_answer.status < 300; // the other node bounds those who do not sign in
    for (const char* name : passedBack) {
        if (const auto value = head.request.header(QByteArray(name).toLower()))
            m_answer.headers.emplaceBack(name, *value);
    }
    m_length = m_answer.status == 204 ? 0 : head.request.header("content-length").value_or("-1").toLongLong();
    m_in.remove(0, end + 4);
    return true;
}

void PeerRequest::beginStream() {
    m_isStream = true;
    m_answer.source = std::make_shared<RelayedStream>(shared_from_this());
    m_finished(*this);
    m_reply(std::move(m_answer));
}

void PeerRequest::next(Then then) {
    m_then = std::move(then);
    QMetaObject::invokeMethod(
        this, [this] { giveNext(); }, Qt::QueuedConnection);
}

void PeerRequest::giveNext() {
    if (!m_then)
        return;
    m_in += m_socket->readAll();
    if (m_in.isEmpty() && !m_hasEnded)
        return;
    const Then then = std::exchange(m_then, {});
    then(std::exchange(m_in, {}));
}

void PeerRequest::ended() {
    if (std::exchange(m_hasEnded, true))
        return;
    m_patience.stop();
    if (m_isStream)
        return giveNext();
    const bool wasReached = m_request.isEmpty();
    if (m_hasHead && m_in.size() == std::max<qint64>(m_length, 0)) {
        m_answer.body = m_in;
        m_reply(std::move(m_answer));
    } else {
        m_reply(httpStatus(wasReached ? 503 : 404)); // its node has gone, and the link with it
    }
    m_finished(*this);
}

} // namespace confab::links
