// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rpcsocket.h"

#include "app/client/connecterror.h"

#include <QHostAddress>
#include <QLoggingCategory>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace confab::client {

namespace {

Q_LOGGING_CATEGORY(log, "confab.client.line")

constexpr size_t mostCalls = 1000;
constexpr qsizetype mostCertificateErrors = 20;
// A page of 500 events with the longest bodies, and a margin.
constexpr quint64 mostFrameBytes = 16 * 1024 * 1024;

/// The server's close codes as texts for users.
QString closeText(CloseCode code, const QString& reason) {
    switch (code) {
    case CloseCode::SessionRevoked:
        return QStringLiteral("You were signed out");
    case CloseCode::AuthNeeded:
        return QStringLiteral("The server asks you to sign in again");
    case CloseCode::SlowReader:
        return QStringLiteral("The connection was too slow");
    case CloseCode::Draining:
        return QStringLiteral("The server is restarting");
    case CloseCode::Flooding:
        return QStringLiteral("The server closed the connection: too many requests at once");
    default:
        qCInfo(log) << "The connection was closed with code" << int(code) << reason;
        return QStringLiteral("The connection was lost");
    }
}

Error connectFailure(const QWebSocket& socket, QAbstractSocket::SocketError error,
                     const QList<QSslError>& certificateErrors = {}) {
    const QString detail = socket.errorString();
    qCInfo(log) << "No connection to" << socket.requestUrl().host() << error << detail << certificateErrors;
    return connectError({socket.requestUrl(), error, !socket.peerAddress().isNull(), detail, certificateErrors});
}

} // namespace

RpcSocket::RpcSocket(Codec codec, const Times& times) : m_codec(codec), m_times(times), m_keepalive(times.keepalive) {
    m_connectTimer.setSingleShot(true);
    m_callTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] {
        drop({false, CloseCode::GoingAway, connectTimeout(m_socket->requestUrl())});
    });
    connect(&m_callTimer, &QTimer::timeout, this, &RpcSocket::expireCalls);
    connect(&m_keepalive, &Keepalive::pingDue, this, [this] { m_socket->ping(); });
    connect(&m_keepalive, &Keepalive::silent, this, [this] {
        drop({true, CloseCode::GoingAway,
              Error(ErrorKind::Disconnected, QStringLiteral("The server stopped responding"))});
    });
}

RpcSocket::~RpcSocket() {
    if (m_socket)
        m_socket->disconnect(this);
}

void RpcSocket::open(const QUrl& url) {
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(mostFrameBytes);
    m_socket->setMaxAllowedIncomingFrameSize(mostFrameBytes);
    watchSocket();
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({subprotocol(m_codec)});
    m_connectTimer.start(m_times.connect);
    m_socket->open(url, options);
}

void RpcSocket::close() {
    forgetSocket();
    failCalls(Error(ErrorKind::Disconnected));
}

void RpcSocket::watchSocket() {
    QWebSocket* socket = m_socket.get();
    const auto failed = [this](QAbstractSocket::SocketError error, const QList<QSslError>& certificateErrors = {}) {
        // On an open connection disconnected() follows, and knows the close code.
        if (!m_open && m_socket)
            drop({false, CloseCode::GoingAway, connectFailure(*m_socket, error, certificateErrors)});
    };
    connect(socket, &QWebSocket::connected, this, [this, failed] {
        m_connectTimer.stop();
        if (m_socket->subprotocol() != subprotocol(m_codec))
            return failed(QAbstractSocket::UnsupportedSocketOperationError);
        m_open = true;
        m_keepalive.start();
        Q_EMIT opened();
    });
    connect(socket, &QWebSocket::disconnected, this, [this, socket, failed] {
        const CloseCode code = CloseCode(m_socket->closeCode());
        if (m_open)
            return drop({true, code, Error(ErrorKind::Disconnected, closeText(code, m_socket->closeReason()))});
        // The reason is known after this call, where there is one.
        QTimer::singleShot(0, socket, [failed] { failed(QAbstractSocket::RemoteHostClosedError); });
    });
    const auto certificateErrors = std::make_shared<QList<QSslError>>();
    connect(socket, &QWebSocket::sslErrors, this, [certificateErrors](const QList<QSslError>& errors) {
        *certificateErrors = errors.mid(0, mostCertificateErrors);
    });
    const auto failedWith = [failed, certificateErrors](QAbstractSocket::SocketError error) {
        failed(error, *certificateErrors);
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, failedWith);
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, failedWith);
#endif
    connect(socket, &QWebSocket::pong, this, [this] { m_keepalive.heard(); });
    if (m_codec == Codec::Json)
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this](const QString& text) { received(text.toUtf8()); });
    else
        connect(socket, &QWebSocket::binaryMessageReceived, this, &RpcSocket::received);
}

void RpcSocket::forgetSocket() {
    m_open = false;
    m_connectTimer.stop();
    m_keepalive.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->close();
    else
        m_socket->abort();
    m_socket.release()->deleteLater(); // this may run within one of its signals
}

void RpcSocket::drop(Loss loss) {
    if (!m_socket)
        return;
    forgetSocket();
    failCalls(Error(ErrorKind::Disconnected));
    Q_EMIT lost(loss);
}

void RpcSocket::send(const Request& request, RawAnswer answer) {
    const auto refuseLater = [this, &answer](Error error) {
        QMetaObject::invokeMethod(
            this, [answer = std::move(answer), error = std::move(error)] { answer(fail(error)); },
            Qt::QueuedConnection);
    };
    if (m_waiting.size() >= mostCalls)
        return refuseLater(Error(ErrorKind::ServerBusy));
    const qint64 id = ++m_lastId;
    const QByteArray frame = jsonrpc::writeCall(id, request, m_codec);
    if (frame.size() > limits::frameBytes)
        return refuseLater(Error(ErrorKind::InputInvalid, QStringLiteral("This is too long to be sent")));
    m_waiting.emplace(id, Waiting{QDeadlineTimer(m_times.request), std::move(answer)});
    if (!m_callTimer.isActive())
        m_callTimer.start(m_times.request);
    if (m_codec == Codec::Json)
        m_socket->sendTextMessage(QString::fromUtf8(frame));
    else
        m_socket->sendBinaryMessage(frame);
}

void RpcSocket::received(const QByteArray& frame) {
    m_keepalive.heard();
    Result<jsonrpc::ServerFrame> read = decodeFrame(frame, m_codec).and_then(jsonrpc::readServerFrame);
    if (!read) {
        // One unreadable frame is no reason to lose the others: a missing event shows as a gap in seq and is requested
        // again, a missing answer becomes a Timeout.
        qCWarning(log) << "The server sent a frame that can't be read:" << read.error().message;
        return;
    }
    if (auto* response = std::get_if<jsonrpc::Response>(&*read))
        answered(std::move(*response));
    else if (const auto& notification = std::get<std::optional<Notification>>(*read))
        Q_EMIT notified(*notification);
}

void RpcSocket::answered(jsonrpc::Response response) {
    auto waiting = m_waiting.extract(response.id);
    if (waiting.empty())
        return; // it arrived after its time-out
    waiting.mapped().answer(std::move(response.result));
    Q_EMIT replied();
}

void RpcSocket::expireCalls() {
    while (!m_waiting.empty() && m_waiting.begin()->second.deadline.hasExpired()) {
        auto waiting = m_waiting.extract(m_waiting.begin());
        waiting.mapped().answer(fail(ErrorKind::Timeout));
    }
    if (!m_waiting.empty())
        m_callTimer.start(int(m_waiting.begin()->second.deadline.remainingTime()) + 1);
    Q_EMIT replied();
}

void RpcSocket::failCalls(const Error& error) {
    m_callTimer.stop();
    std::map<qint64, Waiting> waiting;
    waiting.swap(m_waiting);
    for (const auto& [id, call] : waiting)
        call.answer(fail(error));
}

} // namespace confab::client
