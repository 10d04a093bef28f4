// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/browsersession.h"

#include "server/api/rest/jsonbody.h"
#include "server/api/session/sessioncookies.h"

namespace confab::rest {

namespace {

/// Whose session it is; the tokens are in the cookies only.
struct BrowserSession {
    User user;
    UtcTime expiresAt; ///< of the access token: the page renews it before
    template <class Self = BrowserSession>
    static constexpr auto fields() {
        return std::tuple{field("user", &Self::user), field("expiresAt", &Self::expiresAt)};
    }
};

HttpAnswer begun(const Auth& auth, bool isSecure) {
    HttpAnswer answer = jsonAnswer(200, BrowserSession{auth.user, auth.expiresAt});
    setSessionCookies(answer, isSecure, auth, UtcTime::now());
    return answer;
}

/// Signing in is among what a foreign page may not do: its visitor would write into another person's account.
bool refusesForeignPage(Calls& calls, const HttpExchange& exchange) {
    if (exchange.request.isOwnPage)
        return false;
    calls.refuse(exchange.reply, foreignPage());
    return true;
}

/// `R`: AccountLogin, or AccountCode, the second step of it.
template <class R>
void begin(Calls& calls, const HttpExchange& exchange) {
    if (refusesForeignPage(calls, exchange))
        return;
    Result<R> request = readJson<R>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    const bool isSecure = exchange.request.isSecure;
    calls.call(exchange, std::move(*request),
               [reply = exchange.reply, isSecure](const Auth& auth) { reply(begun(auth, isSecure)); });
}

void renew(Calls& calls, const HttpExchange& exchange) {
    if (refusesForeignPage(calls, exchange))
        return;
    std::optional<Secret> token = refreshCookie(exchange.request);
    if (!token)
        return calls.refuse(exchange.reply, Error(ErrorKind::AuthRequired));
    const bool isSecure = exchange.request.isSecure;
    calls.call(exchange, AccountRefresh{*std::move(token)},
               [reply = exchange.reply, isSecure](const Auth& auth) { reply(begun(auth, isSecure)); });
}

/// The browser forgets the tokens unless the session may live on and the request can be repeated.
void replyEnded(const HttpExchange& exchange, const Status& ended) {
    if (!ended && errorRow(ended.error().kind).retryable)
        return exchange.reply(problem(ended.error()));
    HttpAnswer answer = httpStatus(204);
    clearSessionCookies(answer, exchange.request.isSecure);
    exchange.reply(std::move(answer));
}

template <class T>
Status withoutValue(const Result<T>& result) {
    return result ? Status() : fail(result.error());
}

/// The access token may have expired while the page slept; so another one is asked for, to end the session with.
void end(Calls& calls, const HttpExchange& exchange) {
    if (refusesForeignPage(calls, exchange))
        return;
    std::optional<Secret> token = refreshCookie(exchange.request);
    if (!token)
        return replyEnded(exchange, {});
    const auto then = [&calls, exchange](const Result<Auth>& auth) {
        if (!auth)
            return replyEnded(exchange, withoutValue(auth));
        calls.callWith(exchange, auth->accessToken, AccountLogout{},
                       [exchange](const Result<Empty>& ended) { replyEnded(exchange, withoutValue(ended)); });
    };
    calls.callWith(exchange, Secret(), AccountRefresh{*std::move(token)}, then);
}

} // namespace

void addBrowserSessionRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    const QByteArray path = "/api/v1/session";
    // As large as a frame before the sign-in.
    const RouteBody optional{limits::frameBytesBeforeSignIn, false, {}};
    router.add(
        "POST", path, [calls](const HttpExchange& exchange) { begin<AccountLogin>(*calls, exchange); },
        RouteBody::required(limits::frameBytesBeforeSignIn));
    router.add(
        "POST", path + "/code", [calls](const HttpExchange& exchange) { begin<AccountCode>(*calls, exchange); },
        RouteBody::required(limits::frameBytesBeforeSignIn));
    router.add(
        "POST", path + "/refresh", [calls](const HttpExchange& exchange) { renew(*calls, exchange); }, optional);
    router.add(
        "DELETE", path, [calls](const HttpExchange& exchange) { end(*calls, exchange); }, optional);
}

} // namespace confab::rest
