// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/routes.h"

#include "server/api/links/httplinks.h"
#include "server/api/signalr/hubdialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace confab::signalr {

namespace {

constexpr const char* byIdPath = "/chat";
constexpr const char* byNamePath = "/chatHub";
/// Clients send none, or "{}".
constexpr qint64 mostBodyBytes = 4096;

QJsonObject transport(const char* name, const QJsonArray& formats) {
    return {{QStringLiteral("transport"), QLatin1String(name)}, {QStringLiteral("transferFormats"), formats}};
}

QJsonArray transports() {
    const QString text = QStringLiteral("Text");
    const QString binary = QStringLiteral("Binary");
    return {transport("WebSockets", {text, binary}), transport("ServerSentEvents", {text}),
            transport("LongPolling", {text, binary})};
}

/// Knows nobody: a token is asked for when the client connects, so that it hears the hub's own Error.
HttpAnswer negotiate(const HttpRequest& request, const links::HttpLinks& links) {
    const QUrlQuery query(QString::fromLatin1(request.query));
    const int version = query.queryItemValue(QStringLiteral("negotiateVersion")).toInt() > 0 ? 1 : 0;
    const QString token = QString::fromLatin1(links.newToken());
    // The first version has one name for both.
    QJsonObject answer{
        {QStringLiteral("negotiateVersion"), version},
        {QStringLiteral("connectionId"), version > 0 ? QString::fromLatin1(links::randomToken()) : token},
        {QStringLiteral("availableTransports"), transports()}};
    if (version > 0)
        answer.insert(QStringLiteral("connectionToken"), token);
    return {200, "application/json", QJsonDocument(answer).toJson(QJsonDocument::Compact)};
}

void addHub(HttpRouter& router, const QByteArray& path, const std::shared_ptr<links::HttpLinks>& links) {
    const RouteBody optional{mostBodyBytes, false, {}};
    router.addWebSocket(path, [links](const HttpExchange& exchange) { links->get(exchange); });
    router.add(
        "POST", path, [links](const HttpExchange& exchange) { links->send(exchange); }, RouteBody::required());
    router.add(
        "DELETE", path, [links](const HttpExchange& exchange) { links->end(exchange); }, optional);
    router.add(
        "POST", path + "/negotiate",
        [links](const HttpExchange& exchange) { exchange.reply(negotiate(exchange.request, *links)); }, optional);
}

} // namespace

void addRoutes(HttpRouter& router, quint16 io, links::LinkMail& mail, ClientSessions& sessions) {
    const auto hubs = std::make_shared<links::HttpLinks>(io, mail, sessions, links::Framing::Own);
    addHub(router, byIdPath, hubs);
    addHub(router, byNamePath, hubs);
}

void addDialects(ClientSessions& sessions, const QStringList& creates) {
    sessions.add(byIdPath, std::make_unique<HubDialect>(HubShape::RoomsById, creates));
    sessions.add(byNamePath, std::make_unique<HubDialect>(HubShape::RoomsByName, creates));
}

} // namespace confab::signalr
