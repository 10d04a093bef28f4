// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/keepalive.h"
#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"
#include "common/protocol/jsonrpcclient.h"

#include <QDeadlineTimer>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>

class QWebSocket;

namespace confab::client {

/// One WebSocket to the server, used once, and the requests on it.
/// Thread: the client's. Owned by: Connection.
class RpcSocket : public QObject {
    Q_OBJECT
public:
    struct Times {
        std::chrono::milliseconds connect{10000};  ///< until the WebSocket is open; QWebSocket 6.4 has no such limit
        std::chrono::milliseconds request{20000};  ///< until an answer comes, else ErrorKind::Timeout
        std::chrono::milliseconds keepalive{8000}; ///< between pings; a dead peer is noticed within three of these
    };

    /// Why it is not (or no longer) open.
    struct Loss {
        bool wasOpen = false; ///< false: the connection was never established
        CloseCode code = CloseCode::GoingAway;
        Error error{ErrorKind::Disconnected}; ///< as a text; Timeout when connecting took too long
    };
    using RawAnswer = std::function<void(Result<QCborMap>)>;

    RpcSocket(Codec codec, const Times& times);
    ~RpcSocket() override;

    /// Connects to `url` (serverUrl()). Ends in opened() or lost().
    void open(const QUrl& url);
    /// Closes it gracefully, at once for this side: waiting calls are answered Disconnected. No lost().
    void close();
    bool isOpen() const { return m_open; }

    /// Sends a request on an open line; `answer` is called once, later: Connection::call().
    void send(const Request& request, RawAnswer answer);
    /// The number of the latest request; numbers rise.
    qint64 lastId() const { return m_lastId; }
    /// Whether a request up to this one is still unanswered.
    bool hasPendingUpTo(qint64 id) const { return !m_waiting.empty() && m_waiting.begin()->first <= id; }

Q_SIGNALS:
    void opened();
    void lost(const confab::client::RpcSocket::Loss& loss);
    void notified(const confab::Notification& notification);
    /// A request was answered or timed out.
    void replied();

private:
    struct Waiting {
        QDeadlineTimer deadline;
        RawAnswer answer;
    };

    void received(const QByteArray& frame);
    void answered(jsonrpc::Response response);
    void expireCalls();
    void failCalls(const Error& error);
    void drop(Loss loss);
    void forgetSocket();
    void watchSocket();

    const Codec m_codec;
    const Times m_times;
    std::unique_ptr<QWebSocket> m_socket;
    bool m_open = false;
    Keepalive m_keepalive;
    QTimer m_connectTimer;
    QTimer m_callTimer;
    qint64 m_lastId = 0;
    std::map<qint64, Waiting> m_waiting; // by id, hence by age: all have the same time-out
};

} // namespace confab::client
