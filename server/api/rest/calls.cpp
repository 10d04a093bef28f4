// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/calls.h"

#include "server/transport/admission/network.h"

namespace confab::rest {

Calls::Calls(quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox)
    : m_io(io), m_chat(chat), m_inbox(inbox), m_wakeChat([&chat] { chat.wake(); }) {}

void Calls::post(const HttpExchange& exchange, Secret token, Request request, CallTickets::Continuation then) {
    const quint64 number = m_inbox.tickets().issue(std::move(then));
    const QString address = Network::of(exchange.request.client).toString();
    StatelessCall call{{m_io, number}, address, std::move(token), std::move(request)};
    if (m_chat.tryPost(std::move(call), &m_wakeChat))
        return;
    const Error busy = Error::retryLater(ErrorKind::ServerBusy, limits::busyRetryMs);
    m_inbox.counters().refuse(busy.kind);
    m_inbox.tickets().replied({{m_io, number}, fail(busy)});
}

bool Calls::refusesStranger(const HttpExchange& exchange) {
    const Result<Secret> token = bearerToken(exchange.request);
    if (!token)
        refuse(exchange.reply, token.error());
    return !token;
}

void Calls::refuse(const HttpReply& reply, const Error& error) {
    m_inbox.counters().refuse(error.kind);
    reply(problem(error));
}

} // namespace confab::rest
