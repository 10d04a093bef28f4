// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/httplinks.h"

#include "server/api/links/eventstream.h"
#include "server/api/links/linkhome.h"
#include "server/api/links/peerrelay.h"

#include <QUrlQuery>

namespace confab::links {

using namespace std::chrono_literals;

HttpLinks::HttpLinks(quint16 io, LinkMail& mail, ClientSessions& sessions, Framing framing)
    : m_io(io), m_mail(mail), m_framing(framing), m_relay(std::make_unique<PeerRelay>()) {
    m_home = std::make_unique<LinkHome>(io, sessions, framing, [this](quint16 to, LinkReply reply) {
        if (to == m_io)
            replied(reply);
        else
            m_mail.reply(to, std::move(reply));
    });
    m_mail.attach(io, [this](LinkMail::Letter& letter) { take(letter); });
    QObject::connect(&m_clock, &QTimer::timeout, &m_clock, [this] { look(); });
    m_clock.setInterval(1s);
}

HttpLinks::~HttpLinks() {
    m_mail.detach(m_io);
    m_asked.clear();
}

void HttpLinks::get(const HttpExchange& exchange) {
    if (relays(exchange))
        return;
    LinkRequest request;
    request.kind = LinkRequest::Kind::Open;
    request.request = exchange.request;
    if (exchange.request.header("accept").value_or(QByteArray()).contains("text/event-stream"))
        openStream(exchange, std::move(request));
    else
        askFor(exchange, std::move(request));
}

void HttpLinks::open(const HttpExchange& exchange, const QByteArray& path) {
    LinkRequest request;
    request.kind = LinkRequest::Kind::Open;
    request.token = newToken();
    request.request = exchange.request;
    request.request->path = path;
    const QByteArray token = request.token;
    const HttpReply reply = exchange.reply;
    ask(std::move(request), [this, reply, token](const LinkReply& answer) {
        if (answer.status != 200)
            return reply(answerOf(answer));
        HttpAnswer opened{201, "application/json", "{\"link\":\"" + token + "\"}"};
        opened.headers = {{"Cache-Control", "no-store"}};
        reply(std::move(opened));
    });
}

void HttpLinks::poll(const HttpExchange& exchange) {
    if (relays(exchange))
        return;
    askFor(exchange, {});
}

void HttpLinks::send(const HttpExchange& exchange) {
    if (relays(exchange))
        return;
    LinkRequest request;
    request.kind = LinkRequest::Kind::Send;
    request.body = exchange.request.body;
    askFor(exchange, std::move(request));
}

void HttpLinks::end(const HttpExchange& exchange) {
    if (relays(exchange))
        return;
    LinkRequest request;
    request.kind = LinkRequest::Kind::End;
    askFor(exchange, std::move(request));
}

bool HttpLinks::relays(const HttpExchange& exchange) {
    if (PeerRelay::hasBrought(exchange.request))
        return false;
    const std::optional<QByteArray> node = m_mail.otherNodeOf(tokenIn(exchange.request));
    if (node)
        m_relay->bring(exchange, *node, m_mail.certificates());
    return node.has_value();
}

QByteArray HttpLinks::tokenIn(const HttpRequest& request) const {
    if (m_framing == Framing::Lines)
        return request.header("confab-link").value_or(QByteArray());
    return QUrlQuery(QString::fromLatin1(request.query)).queryItemValue(QStringLiteral("id")).toLatin1();
}

HttpAnswer HttpLinks::answerOf(const LinkReply& reply) const {
    if (reply.status >= 400)
        return httpStatus(reply.status);
    HttpAnswer answer{reply.status, "application/octet-stream", reply.bytes};
    answer.isSignedIn = reply.isSignedIn;
    if (m_framing == Framing::Own)
        return answer;
    answer.contentType = "application/x-ndjson; charset=utf-8";
    answer.headers = {{"Cache-Control", "no-store"}};
    if (reply.status == 204)
        answer.headers.emplaceBack("Confab-Close", QByteArray::number(int(reply.closed)));
    return answer;
}

void HttpLinks::askFor(const HttpExchange& exchange, LinkRequest request) {
    request.token = tokenIn(exchange.request);
    const HttpReply reply = exchange.reply;
    ask(
        std::move(request), [this, reply](const LinkReply& answer) { reply(answerOf(answer)); },
        [reply] { return reply.isAwaited(); });
}

/// The stream begins when there is a link; then it polls by itself.
void HttpLinks::openStream(const HttpExchange& exchange, LinkRequest request) {
    request.token = tokenIn(exchange.request);
    ask(
        LinkRequest(request),
        [this, reply = exchange.reply, token = request.token](const LinkReply& answer) {
            if (answer.status != 200)
                return reply(answerOf(answer));
            HttpAnswer stream{200, "text/event-stream", {}};
            stream.headers = {{"Cache-Control", "no-cache, no-store"}, {"X-Accel-Buffering", "no"}};
            stream.source = std::make_shared<EventStream>(*this, token, answer.bytes);
            reply(std::move(stream));
        },
        [reply = exchange.reply] { return reply.isAwaited(); });
}

quint64 HttpLinks::poll(const QByteArray& token, Then then) {
    LinkRequest request;
    request.token = token;
    return ask(std::move(request), std::move(then));
}

quint64 HttpLinks::ask(LinkRequest request, Then then, std::function<bool()> isAwaited) {
    const std::optional<quint16> home = m_mail.homeOf(request.token);
    request.from = m_io;
    request.ticket = ++m_lastTicket;
    const quint64 ticket = request.ticket;
    m_asked.insert(ticket, {home.value_or(m_io), request.token, std::move(then), std::move(isAwaited)});
    if (!m_clock.isActive())
        m_clock.start();
    if (home)
        deliver(*home, std::move(request));
    else
        replied({ticket, 404, {}, false});
    return ticket;
}

void HttpLinks::deliver(quint16 to, LinkRequest request) {
    const quint64 ticket = request.ticket;
    if (to == m_io)
        m_home->take(std::move(request));
    else if (!m_mail.tryPost(to, std::move(request)))
        replied({ticket, 503, {}, false});
}

void HttpLinks::take(LinkMail::Letter& letter) {
    if (auto* request = std::get_if<LinkRequest>(&letter))
        m_home->take(std::move(*request));
    else
        replied(std::get<LinkReply>(letter));
}

void HttpLinks::replied(const LinkReply& reply) {
    if (const Asked asked = m_asked.take(reply.ticket); asked.then)
        asked.then(reply);
}

void HttpLinks::forget(quint64 ticket) {
    const auto found = m_asked.constFind(ticket);
    if (found == m_asked.constEnd())
        return;
    LinkRequest request;
    request.kind = LinkRequest::Kind::Forget;
    request.from = m_io;
    request.ticket = ticket;
    request.token = found->token;
    const quint16 home = found->home;
    m_asked.erase(found);
    deliver(home, std::move(request));
}

void HttpLinks::endOf(const QByteArray& token) {
    LinkRequest request;
    request.kind = LinkRequest::Kind::End;
    request.token = token;
    ask(std::move(request), {});
}

/// Clients that hang up while they wait say so to their socket only.
void HttpLinks::look() {
    QList<quint64> givenUp;
    for (auto it = m_asked.constBegin(); it != m_asked.constEnd(); ++it) {
        if (it->isAwaited && !it->isAwaited())
            givenUp.append(it.key());
    }
    for (const quint64 ticket : std::as_const(givenUp))
        forget(ticket);
    if (m_asked.isEmpty())
        m_clock.stop(); // a server without traffic sleeps
}

} // namespace confab::links
