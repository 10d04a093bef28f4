// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/router.h"

#include <algorithm>

namespace confab {

namespace {

bool isName(QByteArrayView part) {
    return part.startsWith('{') && part.endsWith('}');
}

/// Takes the next part off a path that begins with '/'.
QByteArrayView nextPart(QByteArrayView& path) {
    const QByteArrayView rest = path.sliced(1);
    const qsizetype slash = rest.indexOf('/');
    const QByteArrayView part = slash < 0 ? rest : rest.first(slash);
    path = rest.sliced(part.size());
    return part;
}

std::optional<RouteParameters> match(QByteArrayView pattern, QByteArrayView path) {
    RouteParameters parameters;
    while (pattern.startsWith('/') && path.startsWith('/')) {
        const QByteArrayView expected = nextPart(pattern);
        const QByteArrayView part = nextPart(path);
        if (isName(expected) && !part.isEmpty())
            parameters.append({expected.sliced(1, expected.size() - 2).toByteArray(),
                               QByteArray::fromPercentEncoding(part.toByteArray())});
        else if (part != expected)
            return std::nullopt;
    }
    return pattern.isEmpty() && path.isEmpty() ? std::optional(parameters) : std::nullopt;
}

HttpAnswer allowing(HttpAnswer answer, const QByteArray& methods) {
    answer.headers.append({"Allow", methods});
    return answer;
}

} // namespace

QByteArray HttpRouter::Resource::allowed() const {
    QByteArray methods;
    for (const auto& [method, route] : routes) {
        if (method == "OPTIONS")
            continue;
        methods += method + ", ";
        if (method == "GET")
            methods += "HEAD, ";
    }
    return methods + "OPTIONS";
}

void HttpRouter::add(const QByteArray& method, const QByteArray& pattern, ExchangeHandler handler, RouteBody body) {
    Q_ASSERT(handler);
    insert(method, pattern, {std::move(handler), std::move(body), false});
}

void HttpRouter::get(const QByteArray& pattern, HttpHandler page) {
    add("GET", pattern,
        [page = std::move(page)](const HttpExchange& exchange) { exchange.reply(page(exchange.request)); });
}

void HttpRouter::addWebSocket(const QByteArray& path, ExchangeHandler otherwise) {
    insert("GET", path, {std::move(otherwise), {}, true});
}

void HttpRouter::insert(const QByteArray& method, const QByteArray& pattern, HttpRoute route) {
    const auto known = std::ranges::find(m_resources, pattern, &Resource::pattern);
    if (known != m_resources.end()) {
        known->routes.emplace_back(method, std::move(route));
        return;
    }
    Resource resource{pattern, pattern.count('{'), {}};
    resource.routes.emplace_back(method, std::move(route));
    const auto place = std::ranges::upper_bound(m_resources, resource.names, {}, &Resource::names);
    m_resources.insert(place, std::move(resource));
}

HttpRouter::Match HttpRouter::find(const HttpRequest& request) const {
    if (request.path == "*") // of OPTIONS: what the server can do at all
        return {nullptr, {}, allowing(httpStatus(204), "GET, HEAD, POST, OPTIONS")};
    for (const Resource& resource : m_resources) {
        std::optional<RouteParameters> parameters = match(resource.pattern, request.path);
        if (!parameters)
            continue;
        for (const auto& [method, route] : resource.routes) {
            const bool isHead = request.method == "HEAD" && method == "GET";
            if (method == request.method || isHead)
                return {&route, std::move(*parameters), {}};
        }
        if (request.method == "OPTIONS")
            return {nullptr, {}, allowing(httpStatus(204), resource.allowed())};
        return {nullptr, {}, allowing(httpStatus(405), resource.allowed())};
    }
    return {nullptr, {}, httpStatus(404)};
}

} // namespace confab
