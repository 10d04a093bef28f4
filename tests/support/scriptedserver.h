// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"
#include "tests/support/turns.h"

#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>

namespace confab::test {

/// A server with scripted answers: reads typed requests, asks the script, writes the answer.
/// Thread: the test's.
class ScriptedServer : public QObject {
    Q_OBJECT
public:
    /// The answer; empty: stay silent.
    using Script = std::function<std::optional<Result<Answer>>(const Request&)>;

    ScriptedServer();
    ~ScriptedServer() override;

    /// Accepts connections on a free port, or on the one that it had before stop().
    void listen();
    /// Refuses connections and resets the present ones, as a crash does.
    void stop();
    QUrl url() const;

    void setScript(Script script) { m_script = std::move(script); }
    /// To every connection that mayHear().
    void notify(const Notification& notification);
    void closeAll(CloseCode code);

    // Connections have numbers, from 1 on, in the order in which they came.
    void notifyOne(int connection, const Notification& notification);
    void closeOne(int connection, CloseCode code);
    bool hasConnection(int connection) const { return peer(connection) != nullptr; }
    /// The connection of the request that the script sees, or of the last request.
    int asking() const { return m_asking; }
    /// Refuses new connections and keeps the present ones, until listen().
    void refuseNew() { m_server.close(); }
    /// Drops every connection without a close frame.
    void abortAll();

    int connections() const { return int(m_peers.size()); }
    /// Every request so far, in the order in which they came.
    const std::vector<Request>& requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }
    template <class R>
    std::vector<R> requestsOf() const {
        std::vector<R> found;
        for (const Request& request : m_requests) {
            if (const auto* one = std::get_if<R>(&request))
                found.push_back(*one);
        }
        return found;
    }

Q_SIGNALS:
    void requested();

protected:
    /// Whether this connection gets the notifications of notify().
    virtual bool mayHear(int /*connection*/, const Notification& /*notification*/) const { return true; }

private:
    void accept();
    static int numberOf(const QWebSocket* peer);
    QWebSocket* peer(int connection) const;
    void received(QWebSocket* peer, const QByteArray& frame, Codec codec);
    static void send(QWebSocket* peer, const QByteArray& frame, Codec codec);

    QWebSocketServer m_server;
    quint16 m_port = 0;
    std::vector<QWebSocket*> m_peers;
    Script m_script;
    std::vector<Request> m_requests;
    int m_accepted = 0;
    int m_asking = 0;
};

} // namespace confab::test
