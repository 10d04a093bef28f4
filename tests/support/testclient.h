// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/support/trees.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <functional>

namespace confab::test {

/// A client of the real-time protocol without further logic: no reconnecting, no catch-up, no state but what it
/// received.
/// Thread: the test's. Owned by: the test.
class TestClient : public QObject {
    Q_OBJECT

public:
    TestClient(QUrl url, Codec codec);
    /// Disconnects. Pending calls are not answered.
    ~TestClient() override;

    /// Connects and waits; false when the server refused it.
    [[nodiscard]] bool open();
    /// Connects; opened() or closed() follows.
    void openSoon();
    bool isOpen() const { return m_open; }
    Codec codec() const { return m_codec; }
    /// Closes with a close frame.
    void close() { m_socket.close(); }
    /// Drops the connection without a close frame.
    void abort() { m_socket.abort(); }

    /// Sends a call and waits for the answer. Errors: the server's; Disconnected; Timeout.
    template <class R>
    Result<typename R::Answer> call(const R& request) {
        return typed<typename R::Answer>(callRaw(methodName(request), treeOf(request)));
    }
    /// The same, as an app does it: repeats a retryable call, after the server's wait.
    template <class R>
    Result<typename R::Answer> callUntilServed(const R& request) {
        const QDeadlineTimer deadline = retryDeadline();
        auto answer = call(request);
        while (!answer && errorRow(answer.error().kind).retryable && !deadline.hasExpired()) {
            waitForRetry(answer.error());
            answer = call(request);
        }
        return answer;
    }
    /// Sends a call; `then` gets the answer, or Disconnected.
    template <class R>
    void ask(const R& request, std::function<void(Result<typename R::Answer>)> then) {
        askRaw(methodName(request), treeOf(request),
               [then = std::move(then)](const Result<QCborMap>& answer) { then(typed<typename R::Answer>(answer)); });
    }
    /// The same without types, for calls that no typed request can express.
    Result<QCborMap> callRaw(const QString& method, const QCborMap& params);
    void askRaw(const QString& method, const QCborMap& params, std::function<void(const Result<QCborMap>&)> then);
    /// One frame of the codec's kind with these bytes.
    void sendFrame(const QByteArray& bytes);
    int unanswered() const { return int(m_waiting.size()); }

    /// The notifications, oldest first.
    const QList<Notification>& notices() const { return m_notices; }
    template <class N>
    QList<N> noticesOf() const {
        QList<N> found;
        for (const Notification& notice : m_notices) {
            if (const N* one = std::get_if<N>(&notice))
                found.append(*one);
        }
        return found;
    }
    void forgetNotices() { m_notices.clear(); }
    /// Notices are kept until forgetNotices(), unless a test that takes very many of them turns this off.
    void keepNotices(bool keep) { m_keepNotices = keep; }

    /// The server's close code; 1006 when it disconnected without one. 0 while open.
    quint16 closeCode() const { return m_closeCode; }

Q_SIGNALS:
    void opened();
    /// Once for each open() or openSoon(), also when it was never opened.
    void closed();
    void noticed(const confab::Notification& notification);
    /// A frame that this client can't read.
    void confused(const QByteArray& frame);

private:
    template <class A>
    static Result<A> typed(const Result<QCborMap>& answer) {
        if (!answer)
            return fail(answer.error());
        return jsonrpc::readAnswer<A>(*answer);
    }
    static QDeadlineTimer retryDeadline();
    static void waitForRetry(const Error& error);
    void received(const QByteArray& frame);
    void ended();

    const QUrl m_url;
    const Codec m_codec;
    QWebSocket m_socket;
    bool m_opening = false;
    bool m_open = false;
    quint16 m_closeCode = 0;
    qint64 m_lastId = 0;
    QHash<qint64, std::function<void(const Result<QCborMap>&)>> m_waiting;
    QList<Notification> m_notices;
    bool m_keepNotices = true;
};

} // namespace confab::test
