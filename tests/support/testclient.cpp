// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/testclient.h"

#include "tests/support/waiting.h"

#include <QSslConfiguration>
#include <QWebSocketHandshakeOptions>

namespace confab::test {

namespace {

constexpr quint16 withoutCloseFrame = 1006; // RFC 6455 7.1.5

} // namespace

TestClient::TestClient(QUrl url, Codec codec) : m_url(std::move(url)), m_codec(codec) {
    // Test certificates are self-signed. ignoreSslErrors() would do, but error() is emitted all the same.
    QSslConfiguration tls = m_socket.sslConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_socket.setSslConfiguration(tls);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        Q_EMIT opened();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString& message) { received(message.toUtf8()); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &TestClient::received);
    connect(&m_socket, &QWebSocket::disconnected, this, &TestClient::ended);
    // A refused connection and a refused handshake end without disconnected().
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif
    connect(&m_socket, failed, this, [this] {
        if (!m_open)
            ended();
    });
}

TestClient::~TestClient() {
    m_waiting.clear();
    m_socket.disconnect(this);
    m_socket.abort();
}

bool TestClient::open() {
    openSoon();
    return waitUntil([this] { return m_open || !m_opening; }) && m_open;
}

void TestClient::openSoon() {
    m_opening = true;
    m_closeCode = 0;
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({subprotocol(m_codec)});
    m_socket.open(m_url, options);
}

void TestClient::ended() {
    if (!m_opening)
        return;
    m_opening = false;
    // QWebSocket reports 1000 when the peer disconnected without a close frame, and its own side sent nothing.
    const auto code = quint16(m_socket.closeCode());
    m_closeCode = m_socket.error() == QAbstractSocket::RemoteHostClosedError && code == 1000 ? withoutCloseFrame : code;
    m_open = false;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& then : waiting)
        then(fail(ErrorKind::Disconnected));
    Q_EMIT closed();
}

Result<QCborMap> TestClient::callRaw(const QString& method, const QCborMap& params) {
    // Shared, so that an answer after the time-out has a target.
    const auto answer = std::make_shared<std::optional<Result<QCborMap>>>();
    askRaw(method, params, [answer](const Result<QCborMap>& result) { *answer = result; });
    if (!waitUntil([&answer] { return answer->has_value(); }))
        return fail(ErrorKind::Timeout);
    return **answer;
}

void TestClient::askRaw(const QString& method, const QCborMap& params,
                        std::function<void(const Result<QCborMap>&)> then) {
    if (!m_open)
        return then(fail(ErrorKind::Disconnected));
    QCborMap frame;
    frame.insert(QStringLiteral("jsonrpc"), QStringLiteral("2.0"));
    frame.insert(QStringLiteral("id"), ++m_lastId);
    frame.insert(QStringLiteral("method"), method);
    frame.insert(QStringLiteral("params"), params);
    m_waiting.insert(m_lastId, std::move(then));
    sendFrame(encodeFrame(frame, m_codec));
}

void TestClient::sendFrame(const QByteArray& bytes) {
    if (m_codec == Codec::Json)
        m_socket.sendTextMessage(QString::fromUtf8(bytes));
    else
        m_socket.sendBinaryMessage(bytes);
}

QDeadlineTimer TestClient::retryDeadline() {
    return QDeadlineTimer(patience);
}

/// As long as the server asked for, and at least a moment.
void TestClient::waitForRetry(const Error& error) {
    const QDeadlineTimer due(std::max<qint64>(error.retryAfterMs.value_or(0), 10));
    waitUntil([&due] { return due.hasExpired(); }, std::chrono::milliseconds(due.remainingTime()));
}

void TestClient::received(const QByteArray& frame) {
    const Result<QCborMap> map = decodeFrame(frame, m_codec);
    if (!map)
        return Q_EMIT confused(frame);
    Result<jsonrpc::ServerFrame> read = jsonrpc::readServerFrame(*map);
    if (!read)
        return Q_EMIT confused(frame);
    if (const auto* response = std::get_if<jsonrpc::Response>(&*read)) {
        if (const auto then = m_waiting.take(response->id))
            then(response->result);
        return;
    }
    const auto& notification = std::get<std::optional<Notification>>(*read);
    if (!notification)
        return;
    if (m_keepNotices)
        m_notices.append(*notification);
    Q_EMIT noticed(*notification);
}

} // namespace confab::test
