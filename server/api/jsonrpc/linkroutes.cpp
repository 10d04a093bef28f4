// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/jsonrpc/linkroutes.h"

#include "server/api/links/httplinks.h"
#include "server/api/session/clientsessions.h"

namespace confab {

namespace {

/// Clients send none.
constexpr qint64 mostBodyBytes = 4096;

} // namespace

void addLinkRoutes(HttpRouter& router, const QByteArray& path, quint16 io, links::LinkMail& mail,
                   ClientSessions& sessions) {
    const auto all = std::make_shared<links::HttpLinks>(io, mail, sessions, links::Framing::Lines);
    const RouteBody optional{mostBodyBytes, false, {}};
    const QByteArray one = path + "/link";
    router.add(
        "POST", path + "/links", [all, path](const HttpExchange& exchange) { all->open(exchange, path); }, optional);
    router.add("GET", one, [all](const HttpExchange& exchange) { all->poll(exchange); });
    router.add(
        "POST", one, [all](const HttpExchange& exchange) { all->send(exchange); }, RouteBody::required());
    router.add(
        "DELETE", one, [all](const HttpExchange& exchange) { all->end(exchange); }, optional);
}

} // namespace confab
