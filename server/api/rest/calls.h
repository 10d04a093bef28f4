// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/coalescedwakeup.h"
#include "server/api/rest/credentials.h"
#include "server/api/rest/problem.h"
#include "server/api/session/ioinbox.h"
#include "server/chat/inbound.h"
#include "server/transport/http/exchange.h"

namespace confab::rest {

/// Hands the calls of one io thread's HTTP requests to the chat thread, and the answers back to them.
/// Thread: its io thread. Owned by: the handlers of the routes, which its io thread's router owns.
class Calls {
public:
    /// `inbox`: of io thread number `io`. Both outlive this.
    Calls(quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox);
    ~Calls() { m_inbox.tickets().clear(); }
    Calls(const Calls&) = delete;
    Calls& operator=(const Calls&) = delete;

    /// Calls for the person whose token the request brings, or for nobody when the method is for anyone. `then` gets
    /// the answer and replies, or calls again; an error is replied here. Nothing of it happens when the server stops
    /// first.
    template <class R, class Then>
    void call(const HttpExchange& exchange, R request, Then then) {
        Secret token;
        if constexpr (R::access == Access::SignedIn) {
            Result<Secret> brought = accessToken(exchange.request);
            if (!brought)
                return refuse(exchange.reply, brought.error());
            token = std::move(*brought);
        }
        post(exchange, std::move(token), std::move(request),
             [reply = exchange.reply, then = std::move(then)](const Result<Answer>& result) {
                 if (result)
                     then(std::get<typename R::Answer>(*result));
                 else if constexpr (R::access == Access::SignedIn)
                     reply(tokenProblem(result.error()));
                 else
                     reply(problem(result.error()));
             });
    }
    /// Calls for whom this token speaks, wherever the request has it. `then` gets the result, whatever it is, and
    /// replies.
    template <class R, class Then>
    void callWith(const HttpExchange& exchange, const Secret& token, R request, Then then) {
        post(exchange, token, std::move(request), [then = std::move(then)](const Result<Answer>& result) {
            then(result.map([](const Answer& answer) { return std::get<typename R::Answer>(answer); }));
        });
    }
    /// Refuses a request without a well-formed token, before its body is read: what it lacks first is that. Whether the
    /// token is good is decided by call().
    bool refusesStranger(const HttpExchange& exchange);
    /// Replies with an error that needed no rule, and counts it.
    void refuse(const HttpReply& reply, const Error& error);

private:
    using Continuation = std::function<void(const Result<Answer>&)>;
    void post(const HttpExchange& exchange, Secret token, Request request, Continuation then);

    const quint16 m_io;
    Mailbox<Inbound>& m_chat;
    IoInbox& m_inbox;
    CoalescedWakeup m_wakeChat;
};

} // namespace confab::rest
