// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/methods.h"

#include "server/api/rest/idempotency.h"
#include "server/api/rest/jsonbody.h"

namespace confab::rest {

namespace {

/// What is about a connection, which HTTP has not: StatelessCall. And the document of the other door.
template <class R>
constexpr bool isOfConnections = false;
template <>
constexpr bool isOfConnections<SessionResume> = true;
template <>
constexpr bool isOfConnections<RoomEnter> = true;
template <>
constexpr bool isOfConnections<RoomExit> = true;
template <>
constexpr bool isOfConnections<TypingSet> = true;
template <>
constexpr bool isOfConnections<RpcDiscover> = true;

template <class R>
qint64 mostBytes() {
    return R::access == Access::SignedIn ? RouteBody::usualBytes : limits::frameBytesBeforeSignIn;
}

template <class R>
void callMethod(Calls& calls, HttpExchange exchange) {
    if (R::access == Access::SignedIn && calls.refusesStranger(exchange))
        return;
    if (Status named = takeIdempotencyKey<R>(exchange.request); !named)
        return calls.refuse(exchange.reply, named.error());
    Result<R> request = readJson<R>(exchange.request);
    if (!request)
        return calls.refuse(exchange.reply, request.error());
    calls.call(exchange, std::move(*request),
               [reply = exchange.reply](const typename R::Answer& answer) { reply(jsonAnswer(200, answer)); });
}

template <class R>
void addMethod(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    if constexpr (!isOfConnections<R>) {
        const RouteBody body{mostBytes<R>(), false, {}};
        const auto handler = [calls](HttpExchange exchange) { callMethod<R>(*calls, std::move(exchange)); };
        router.add("POST", methodPath(R::method), handler, body);
    }
}

template <size_t... I>
void addAll(HttpRouter& router, const std::shared_ptr<Calls>& calls, std::index_sequence<I...>) {
    (addMethod<std::variant_alternative_t<I, Request>>(router, calls), ...);
}

template <class R>
bool isRouted(QStringView method) {
    return !isOfConnections<R> && method == wire::key(R::method);
}

template <size_t... I>
bool isAnyRouted(QStringView method, std::index_sequence<I...>) {
    return (isRouted<std::variant_alternative_t<I, Request>>(method) || ...);
}

constexpr auto allMethods = std::make_index_sequence<std::variant_size_v<Request>>();

} // namespace

void addMethodRoutes(HttpRouter& router, const std::shared_ptr<Calls>& calls) {
    addAll(router, calls, allMethods);
}

bool hasMethodRoute(QStringView method) {
    return isAnyRouted(method, allMethods);
}

QByteArray methodPath(QByteArrayView method) {
    return "/api/v1/" + method.toByteArray();
}

} // namespace confab::rest
