// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/linkhome.h"

#include "server/api/links/limits.h"

namespace confab::links {

namespace {

using namespace std::chrono_literals;

/// Above the serials of sockets, which count from 1; another one for each framing.
quint64 firstNumber(Framing framing) {
    return (framing == Framing::Own ? quint64(2) : quint64(3)) << 61;
}

} // namespace

LinkHome::LinkHome(quint16 io, ClientSessions& sessions, Framing framing, Reply reply)
    : m_io(io), m_sessions(sessions), m_framing(framing), m_reply(std::move(reply)) {
    QObject::connect(&m_clock, &QTimer::timeout, &m_clock, [this] { look(); });
    m_clock.setInterval(1s);
    m_turn.setSingleShot(true);
    QObject::connect(&m_turn, &QTimer::timeout, &m_turn, [this] { endTurn(); });
}

LinkHome::~LinkHome() {
    for (auto& [token, entry] : m_links)
        closeOne(entry);
}

void LinkHome::take(LinkRequest request) {
    if (request.kind == LinkRequest::Kind::Open)
        return open(request);
    const auto found = m_links.find(request.token.toStdString());
    if (found == m_links.end()) {
        if (request.kind != LinkRequest::Kind::Forget)
            m_reply(request.from, {request.ticket, 404, {}, false});
        return;
    }
    Entry& entry = found->second;
    switch (request.kind) {
    case LinkRequest::Kind::Open:
        break;
    case LinkRequest::Kind::Poll:
        return poll(entry, request);
    case LinkRequest::Kind::Send:
        return receive(entry, request);
    case LinkRequest::Kind::End:
        m_reply(request.from, {request.ticket, 202, {}, entry.link->isSignedIn()});
        return entry.link->abort();
    case LinkRequest::Kind::Forget:
        if (entry.poll && entry.poll->from == request.from && entry.poll->ticket == request.ticket) {
            entry.poll.reset();
            entry.unpolledSince = HttpLink::now();
        }
    }
}

/// A second one of the same token is a poll.
void LinkHome::open(const LinkRequest& request) {
    const std::string token = request.token.toStdString();
    if (const auto found = m_links.find(token); found != m_links.end())
        return poll(found->second, request);
    if (m_links.size() >= limits::linksPerThread || !m_sessions.hasRoom())
        return m_reply(request.from, {request.ticket, 503, {}, false});
    Entry& entry = m_links[token];
    if (!m_clock.isActive())
        m_clock.start();
    const ConnectionId id{m_io, firstNumber(m_framing) + ++m_lastNumber};
    entry.link =
        std::make_unique<HttpLink>(id, request.request->client, m_limits, m_framing, [this, token] { changed(token); });
    entry.unpolledSince = HttpLink::now();
    m_sessions.opened(*entry.link, *request.request);
    m_reply(request.from, {request.ticket, 200, {}, false}); // at once: so the client knows that it works
}

void LinkHome::poll(Entry& entry, const LinkRequest& request) {
    if (entry.poll) // of a request that the client has given up
        m_reply(entry.poll->from, {entry.poll->ticket, 200, {}, entry.link->isSignedIn()});
    entry.poll = Poll{request.from, request.ticket, HttpLink::now()};
    changed(request.token.toStdString());
}

void LinkHome::receive(Entry& entry, const LinkRequest& request) {
    const bool isTooBig = request.body.size() > entry.link->incomingLimit();
    m_reply(request.from, {request.ticket, isTooBig ? 413 : 200, {}, entry.link->isSignedIn()});
    if (entry.link->isOpen() && isTooBig)
        entry.link->close(CloseCode::TooBig, {});
    else if (m_framing == Framing::Lines)
        receiveLines(*entry.link, request.body);
    else if (entry.link->isOpen() && !request.body.isEmpty())
        m_sessions.received(*entry.link, request.body);
}

void LinkHome::receiveLines(HttpLink& link, const QByteArray& body) {
    if (link.isOpen() && !QByteArrayView(body).isValidUtf8())
        return link.close(CloseCode::NotUtf8, {});
    for (const QByteArray& line : body.split('\n')) {
        if (link.isOpen() && !line.isEmpty())
            m_sessions.received(link, line);
    }
}

/// Polls are answered at the turn's end, so that one answer brings all that was said in the turn.
void LinkHome::changed(const std::string& token) {
    const auto found = m_links.find(token);
    if (found == m_links.end() || std::exchange(found->second.isDue, true))
        return;
    m_due.push_back(token);
    m_turn.start(0ms);
}

void LinkHome::endTurn() {
    std::vector<std::string> due;
    due.swap(m_due);
    for (const std::string& token : due) {
        const auto found = m_links.find(token);
        if (found == m_links.end())
            continue;
        found->second.isDue = false;
        if (!found->second.link->isOpen())
            closeOne(found->second);
        answerPoll(found->second);
    }
}

void LinkHome::answerPoll(Entry& entry) {
    const bool hasOutput = entry.link->hasOutput();
    if (!entry.poll || (!hasOutput && entry.link->isOpen()))
        return;
    const Poll poll = *std::exchange(entry.poll, std::nullopt);
    entry.unpolledSince = HttpLink::now();
    const bool isSignedIn = entry.link->isSignedIn();
    m_reply(poll.from,
            {poll.ticket, hasOutput ? 200 : 204, entry.link->takeOutput(), isSignedIn, entry.link->closeCode()});
}

/// Nothing was said, so that no proxy gives up the request.
void LinkHome::answerLongPoll(Entry& entry, HttpLink::Time now) {
    if (!entry.poll || now - entry.poll->since < limits::longestPoll.count())
        return;
    const Poll poll = *std::exchange(entry.poll, std::nullopt);
    entry.unpolledSince = now;
    m_reply(poll.from, {poll.ticket, 200, {}, entry.link->isSignedIn()});
}

void LinkHome::closeOne(Entry& entry) {
    if (!std::exchange(entry.hasClosed, true))
        m_sessions.closed(*entry.link);
}

/// A client that asks no more has gone. The end of a link is kept as long, so that its client hears of it.
void LinkHome::look() {
    const HttpLink::Time now = HttpLink::now();
    for (auto it = m_links.begin(); it != m_links.end();) {
        Entry& entry = it->second;
        entry.link->look(now);
        answerLongPoll(entry, now);
        const bool isGone = !entry.poll && now - entry.unpolledSince > limits::pollPause.count();
        if (isGone)
            closeOne(entry);
        it = isGone ? m_links.erase(it) : std::next(it);
    }
    if (m_links.empty())
        m_clock.stop(); // a server without traffic sleeps
}

} // namespace confab::links
