// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/keepalive.h"
#include "app/client/then.h"
#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QUrl>

#include <map>
#include <memory>

class QWebSocket;

namespace confab::client {

/// One WebSocket to the server and the typed requests on it. It connects when told and never by itself: coming back
/// after a loss is the Session's.
/// Thread: the client's. Owned by: Client.
class Connection : public QObject {
    Q_OBJECT
public:
    struct Times {
        std::chrono::milliseconds connect{10000};  ///< until the WebSocket stands; QWebSocket 6.4 has no such limit
        std::chrono::milliseconds request{20000};  ///< until an answer comes, else ErrorKind::Timeout
        std::chrono::milliseconds keepalive{8000}; ///< between pings; a dead peer is noticed within three of these
    };

    /// Why there is no connection (any more).
    struct Loss {
        bool wasOpen = false; ///< it stood before; false: it never came to be
        CloseCode code = CloseCode::GoingAway;
        Error error{ErrorKind::Disconnected}; ///< in words; Timeout when connecting took too long
    };

    Connection(Codec codec, const Times& times, QObject* parent = nullptr);
    ~Connection() override;

    /// Drops what stands and connects to `url` (serverUrl()). Ends in opened() or lost().
    void open(const QUrl& url);
    /// Ends the connection in good order, at once for this side: waiting calls are answered Disconnected. No lost().
    void close();
    bool isOpen() const { return m_open; }

    /// Sends a request; `then` gets its answer later, never from within this call. Besides the server's own errors:
    /// Disconnected (not connected, or lost before the answer), Timeout, InvalidRequest (an answer that can't be read),
    /// ServerBusy (1,000 calls wait already).
    template <class R>
    void call(R request, Then<typename R::Answer> then);

Q_SIGNALS:
    void opened();
    void lost(const confab::client::Connection::Loss& loss);
    void notified(const confab::Notification& notification);

private:
    using RawAnswer = std::function<void(Result<QCborMap>)>;
    struct Waiting {
        QDeadlineTimer deadline;
        RawAnswer answer;
    };

    void send(const Request& request, RawAnswer answer);
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
    std::map<qint64, Waiting> m_waiting; // by id, hence by age: all have the same time
};

template <class R>
void Connection::call(R request, Then<typename R::Answer> then) {
    send(Request(std::move(request)), [then = std::move(then)](Result<QCborMap> raw) {
        then(std::move(raw).and_then(
            [](QCborMap map) { return wire::decodeMap<typename R::Answer>(map, QStringLiteral("result")); }));
    });
}

} // namespace confab::client
