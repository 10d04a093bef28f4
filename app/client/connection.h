// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rpcsocket.h"
#include "app/client/then.h"

namespace confab::client {

/// The typed requests to the server, on the socket in use. While the client moves to another node there are two
/// sockets: the next one is tried beside the present one, and the old one lives until its requests are answered. It
/// connects when told and never by itself: reconnecting is the Session's, moving the Handover's. Thread: the client's.
/// Owned by: Client.
class Connection : public QObject {
    Q_OBJECT
public:
    using Times = RpcSocket::Times;
    using Loss = RpcSocket::Loss;

    Connection(Codec codec, const Times& times, QObject* parent = nullptr);
    ~Connection() override;

    /// Drops the present lines and connects to `url` (serverUrl()). Ends in opened() or lost().
    void open(const QUrl& url);
    /// Closes all lines gracefully, at once for this side: waiting calls are answered Disconnected. No lost().
    void close();
    bool isOpen() const { return m_socket && m_socket->isOpen(); }

    /// Sends a request; `then` gets its answer later, never from within this call. Besides the server's own errors:
    /// Disconnected (not connected, or lost before the answer), Timeout, InvalidRequest (an answer that can't be read),
    /// ServerBusy (1,000 calls wait already).
    template <class R>
    void call(R request, Then<typename R::Answer> then) {
        send(m_socket.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }

    /// Connects a second line, beside the one in use. Ends in nextOpened() or nextLost().
    void openNext(const QUrl& url);
    void closeNext();
    bool hasNext() const { return m_next != nullptr; }
    /// call(), on the next socket.
    template <class R>
    void callNext(R request, Then<typename R::Answer> then) {
        send(m_next.get(), Request(std::move(request)), rawAnswer(std::move(then)));
    }
    /// Makes the next socket the one in use. The old one still answers its requests, and delivers the events of rooms
    /// that are open on it; everything else arrives by the next one.
    void change();
    /// Closes the old socket as soon as it has no pending request, and the socket in use has none that was sent before
    /// this call; after `overlapMost` at the latest.
    void releaseOld();

    static constexpr std::chrono::milliseconds overlapMost{5000};

Q_SIGNALS:
    void opened();
    /// The socket in use was lost.
    void lost(const confab::client::Connection::Loss& loss);
    void notified(const confab::Notification& notification);
    void nextOpened();
    void nextLost(const confab::client::Connection::Loss& loss);

private:
    template <class Answer>
    static RpcSocket::RawAnswer rawAnswer(Then<Answer> then) {
        return [then = std::move(then)](Result<QCborMap> raw) {
            then(std::move(raw).and_then([](const QCborMap& map) { return jsonrpc::readAnswer<Answer>(map); }));
        };
    }

    void send(RpcSocket* socket, const Request& request, RpcSocket::RawAnswer answer);
    std::unique_ptr<RpcSocket> makeSocket();
    void socketOpened(const RpcSocket* socket);
    void socketLost(const RpcSocket* socket, const Loss& loss);
    void socketNotified(const RpcSocket* socket, const Notification& notification);
    void releaseIfReplied();
    void discard(std::unique_ptr<RpcSocket>& socket);

    const Codec m_codec;
    const Times m_times;
    std::unique_ptr<RpcSocket> m_socket; // in use
    std::unique_ptr<RpcSocket> m_next;   // becomes the socket in use soon
    std::unique_ptr<RpcSocket> m_old;    // closes soon
    std::optional<qint64> m_fence;       // pending requests of m_socket up to this one keep m_old open
    QTimer m_overlapTimer;
};

} // namespace confab::client
