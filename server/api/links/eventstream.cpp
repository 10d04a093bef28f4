// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/links/eventstream.h"

#include "server/api/links/httplinks.h"

namespace confab::links {

namespace {

/// One event, of as many lines as the data has.
QByteArray eventOf(const QByteArray& data) {
    QByteArray event;
    for (const QByteArray& line : data.split('\n'))
        event += "data: " + line + "\r\n";
    return event + "\r\n";
}

} // namespace

EventStream::EventStream(HttpLinks& links, QByteArray token, QByteArray first)
    : m_links(links), m_token(std::move(token)), m_first(std::move(first)) {}

EventStream::~EventStream() {
    m_links.forget(m_ticket);
    m_links.endOf(m_token); // SignalR's connection ends with its stream
}

void EventStream::next(Then then) {
    if (!std::exchange(m_hasBegun, true)) // a comment: some proxies pass on no head without a body
        return tell(then, ":\r\n\r\n" + (m_first.isEmpty() ? QByteArray() : eventOf(m_first)));
    m_ticket = m_links.poll(m_token, [this, then = std::move(then)](const LinkReply& reply) {
        if (reply.status != 200)
            tell(then, {});
        else if (reply.bytes.isEmpty()) // another poll took its place
            next(then);
        else
            tell(then, eventOf(reply.bytes));
    });
}

/// From the event loop, as the connection expects it.
void EventStream::tell(const Then& then, QByteArray piece) {
    QMetaObject::invokeMethod(
        &m_anchor, [then, piece = std::move(piece)] { then(piece); }, Qt::QueuedConnection);
}

} // namespace confab::links
