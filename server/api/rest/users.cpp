// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/users.h"

#include "server/api/rest/jsonbody.h"

namespace confab::rest {

namespace {

/// A signed-in device.
struct LoginAnswer {
    Secret token; ///< the access token
    Secret refreshToken;
    UtcTime expiresAt; ///< of the access token
    User user;
    template <class Self = LoginAnswer>
    static constexpr auto fields() {
        return std::tuple{field("token", &Self::token), field("refreshToken", &Self::refreshToken),
                          field("expiresAt", &Self::expiresAt), field("user", &Self::user)};
    }
};

/// `R`: AccountLogin, or AccountCode, the second step of it.
template <class R>
void login(Calls& calls, const HttpExchange& exchange) {
    Result<R> request = readJson<R>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    calls.call(exchange, std::move(*request), [reply = exchange.reply](const Auth& auth) {
        reply(jsonAnswer(200, LoginAnswer{auth.accessToken, auth.refreshToken, auth.expiresAt, auth.user}));
    });
}

/// Whom a registration made.
struct RegisteredUser {
    UserId id;
    QString name;
    QString email;
    template <class Self = RegisteredUser>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("name", &Self::name), field("email", &Self::email)};
    }
};

void registerUser(Calls& calls, const HttpExchange& exchange) {
    Result<AccountRegister> request = readJson<AccountRegister>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    calls.call(exchange, std::move(*request), [reply = exchange.reply](const Auth& auth) {
        reply(jsonAnswer(201, RegisteredUser{auth.user.id, auth.user.name, auth.user.email.value_or(QString())}));
    });
}

} // namespace

void addUserRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    // As large as a frame before the sign-in.
    router.add(
        "POST", "/api/users/login", [calls](const HttpExchange& exchange) { login<AccountLogin>(*calls, exchange); },
        RouteBody::required(limits::frameBytesBeforeSignIn));
    router.add(
        "POST", "/api/users/login/code",
        [calls](const HttpExchange& exchange) { login<AccountCode>(*calls, exchange); },
        RouteBody::required(limits::frameBytesBeforeSignIn));
    router.add(
        "POST", "/api/users/register", [calls](const HttpExchange& exchange) { registerUser(*calls, exchange); },
        RouteBody::required(limits::frameBytesBeforeSignIn));
}

} // namespace confab::rest
