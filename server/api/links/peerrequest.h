// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/exchange.h"

#include <QSslCertificate>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>

namespace confab::links {

/// One request that is brought to another node, and its answer. The other node is asked by HTTP/1.0: its answer ends
/// with the connection, without chunks, and an event stream is what follows the head.
/// Thread: its io thread. Owned by: PeerRelay until it has finished; an event stream then by its source.
class PeerRequest final : public QObject, public std::enable_shared_from_this<PeerRequest> {
public:
    /// `finished` is called once: with the answer, or when the answer's source is what is left of it.
    using Finished = std::function<void(PeerRequest& request)>;
    /// `node`: "http://host:port", or https: then its certificate has that host, and one of the system's authorities,
    /// or one of `trusted`, vouches for it.
    static std::shared_ptr<PeerRequest> make(const HttpExchange& exchange, const QUrl& node,
                                             const QList<QSslCertificate>& trusted, Finished finished);
    ~PeerRequest() override;

    /// Whether the client still waits, or takes an event stream.
    bool isWanted() const { return m_isStream || m_reply.isAwaited(); }

    using Then = std::function<void(QByteArray piece)>;
    /// Of an event stream: the next bytes, or none at its end. From the event loop.
    void next(Then then);

private:
    PeerRequest(const HttpExchange& exchange, Finished finished);
    void connectTo(const QUrl& node, const QList<QSslCertificate>& trusted);
    void connected();
    void readable();
    void ended();
    bool readHead();
    void beginStream();
    void giveNext();

    const HttpReply m_reply;
    const Finished m_finished;
    QByteArray m_request;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_patience; // until it is connected
    QByteArray m_in;
    HttpAnswer m_answer;  // without its body
    qint64 m_length = -1; // of the body; -1: all that comes
    bool m_hasHead = false;
    bool m_isStream = false;
    bool m_hasEnded = false;
    Then m_then;
};

/// A request to another node with what that node has to know of this one: who asks, how, and that it was brought by a
/// node, so that it is not brought on.
QByteArray relayedRequest(const HttpRequest& request);

} // namespace confab::links
