// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/hooks.h"

#include "server/api/rest/hooktext.h"
#include "server/api/rest/idempotency.h"
#include "server/auth/bottokens.h"

namespace confab::rest {

namespace {

/// The secret is in the path, and who reads a problem document need not know for what else it is good.
HttpAnswer refusal(const Error& error) {
    const bool isUnknown = error.kind == ErrorKind::AuthExpired || error.kind == ErrorKind::AuthInvalid;
    if (!isUnknown)
        return problem(error);
    return notFound(QStringLiteral("There is no such webhook"));
}

void post(Calls& calls, const HttpExchange& exchange) {
    const Secret secret{QString::fromLatin1(exchange.parameter("secret"))};
    if (!isHookSecret(secret))
        return exchange.reply(refusal(Error(ErrorKind::AuthInvalid)));
    Result<QString> text = hookText(exchange.request);
    if (!text)
        return calls.refuse(exchange.reply, text.error());
    Result<QString> clientId = clientIdOf(exchange.request);
    if (!clientId)
        return calls.refuse(exchange.reply, clientId.error());
    calls.callWith(exchange, secret, HookPost{std::move(*clientId), std::move(*text)},
                   [reply = exchange.reply](const Result<Sent>& sent) {
                       if (!sent)
                           return reply(refusal(sent.error()));
                       HttpAnswer answer;
                       answer.body = "ok"; // which senders compare
                       answer.isSignedIn = true;
                       reply(std::move(answer));
                   });
}

} // namespace

void addHookRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    router.add(
        "POST", "/hooks/{secret}", [calls](const HttpExchange& exchange) { post(*calls, exchange); },
        RouteBody::required());
}

} // namespace confab::rest
