// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/links/httplink.h"
#include "server/api/links/linkmail.h"
#include "server/transport/http/exchange.h"

#include <QHash>
#include <QTimer>

namespace confab {
class ClientSessions;
}

namespace confab::links {

class LinkHome;
class PeerRelay;

/// One dialect's clients without a WebSocket on one io thread: answers the requests of long polling and of event
/// streams, by asking the link that their token names, here, on another io thread of this node, or on another node. The
/// token is the
/// parameter `id` of SignalR's URLs; with Framing::Lines it is the header Confab-Link, so that it is in no log.
/// Thread: its io thread. Owned by: the handlers of the routes, which its io thread's router owns.
class HttpLinks {
public:
    /// `sessions`: of io thread number `io`. Both outlive this.
    HttpLinks(quint16 io, LinkMail& mail, ClientSessions& sessions, Framing framing);
    ~HttpLinks();
    HttpLinks(const HttpLinks&) = delete;
    HttpLinks& operator=(const HttpLinks&) = delete;

    QByteArray newToken() const { return m_mail.newToken(m_io); }

    /// GET of a hub that asks for no WebSocket: an event stream when the request accepts one, else a poll. The first
    /// one makes the link.
    void get(const HttpExchange& exchange);
    /// Makes a link whose session is that of this path, and answers {link}: its token.
    void open(const HttpExchange& exchange, const QByteArray& path);
    void poll(const HttpExchange& exchange);
    void send(const HttpExchange& exchange);
    void end(const HttpExchange& exchange);

    // ---- for EventStream
    using Then = std::function<void(const LinkReply&)>;
    /// `then` gets the reply, from the event loop or before this returns. The ticket, for forget().
    quint64 poll(const QByteArray& token, Then then);
    /// Nobody waits for this poll any more.
    void forget(quint64 ticket);
    /// The client has gone.
    void endOf(const QByteArray& token);

private:
    struct Asked {
        quint16 home = 0;
        QByteArray token;
        Then then;
        std::function<bool()> isAwaited; // null: forget() says so
    };
    /// Whether the link is another node's, which gets the request.
    bool relays(const HttpExchange& exchange);
    quint64 ask(LinkRequest request, Then then, std::function<bool()> isAwaited = {});
    void askFor(const HttpExchange& exchange, LinkRequest request);
    void openStream(const HttpExchange& exchange, LinkRequest request);
    QByteArray tokenIn(const HttpRequest& request) const;
    HttpAnswer answerOf(const LinkReply& reply) const;
    void take(LinkMail::Letter& letter);
    void replied(const LinkReply& reply);
    void deliver(quint16 to, LinkRequest request);
    void look();

    const quint16 m_io;
    LinkMail& m_mail;
    const Framing m_framing;
    std::unique_ptr<LinkHome> m_home;
    const std::unique_ptr<PeerRelay> m_relay;
    QHash<quint64, Asked> m_asked; // by ticket: at most one for each socket, and those just given up
    quint64 m_lastTicket = 0;
    QTimer m_clock;
};

} // namespace confab::links
