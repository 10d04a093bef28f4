// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/calls.h"

#include "server/ops/requestscope.h"
#include "server/transport/admission/network.h"

namespace confab::rest {

namespace {

HttpQuota quotaOf(const RateStanding& rate) {
    return {rate.burst, rate.refill, rate.left, std::chrono::ceil<std::chrono::seconds>(rate.fullIn)};
}

} // namespace

Calls::Calls(quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox)
    : m_io(io), m_chat(chat), m_inbox(inbox), m_wakeChat([&chat] { chat.wake(); }) {}

void Calls::post(const HttpExchange& exchange, Secret token, Request request, Continuation then) {
    const quint64 number = m_inbox.tickets().issue(
        [reply = exchange.reply, then = std::move(then), id = RequestScope::current()](const StatelessReply& answer) {
            const RequestScope scope(id); // `then` may call again
            if (answer.rate)
                reply.tell(quotaOf(*answer.rate));
            then(answer.result);
        });
    const QString address = Network::of(exchange.request.client).toString();
    StatelessCall call{{m_io, number}, address, std::move(token), std::move(request), RequestScope::current()};
    if (m_chat.tryPost(std::move(call), &m_wakeChat))
        return;
    const Error busy = Error::retryLater(ErrorKind::ServerBusy, limits::busyRetryMs);
    m_inbox.counters().refuse(busy.kind);
    m_inbox.tickets().replied({{m_io, number}, fail(busy)});
}

bool Calls::refusesStranger(const HttpExchange& exchange) {
    const Result<Secret> token = accessToken(exchange.request);
    if (!token)
        refuse(exchange.reply, token.error());
    return !token;
}

void Calls::refuse(const HttpReply& reply, const Error& error) {
    m_inbox.counters().refuse(error.kind);
    reply(problem(error));
}

} // namespace confab::rest
