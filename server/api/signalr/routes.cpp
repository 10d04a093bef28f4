// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/routes.h"

#include "server/api/signalr/hubdialect.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>

#include <array>

namespace confab::signalr {

namespace {

constexpr const char* byIdPath = "/chat";
constexpr const char* byNamePath = "/chatHub";
/// Clients send none, or "{}".
constexpr qint64 mostBodyBytes = 4096;

/// 128 bits that nobody guesses.
QString newToken() {
    std::array<quint32, 4> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const QByteArray bytes(reinterpret_cast<const char*>(words.data()), sizeof words);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QJsonObject transport(const char* name, const QJsonArray& formats) {
    return {{QStringLiteral("transport"), QLatin1String(name)}, {QStringLiteral("transferFormats"), formats}};
}

/// Knows nobody: a token is asked for when the client connects, so that it hears the hub's own Error.
HttpAnswer negotiate(const HttpRequest& request) {
    const QUrlQuery query(QString::fromLatin1(request.query));
    const int version = query.queryItemValue(QStringLiteral("negotiateVersion")).toInt() > 0 ? 1 : 0;
    QJsonObject answer{{QStringLiteral("connectionId"), newToken()},
                       {QStringLiteral("negotiateVersion"), version},
                       {QStringLiteral("availableTransports"),
                        QJsonArray{transport("WebSockets", {QStringLiteral("Text"), QStringLiteral("Binary")})}}};
    if (version > 0)
        answer.insert(QStringLiteral("connectionToken"), newToken());
    return {200, "application/json", QJsonDocument(answer).toJson(QJsonDocument::Compact)};
}

void addHub(HttpRouter& router, const QByteArray& path) {
    router.addWebSocket(path);
    router.add(
        "POST", path + "/negotiate", [](const HttpExchange& exchange) { exchange.reply(negotiate(exchange.request)); },
        RouteBody{mostBodyBytes, false, {}});
}

} // namespace

void addRoutes(HttpRouter& router) {
    addHub(router, byIdPath);
    addHub(router, byNamePath);
}

void addDialects(ClientSessions& sessions, const QStringList& creates) {
    sessions.add(byIdPath, std::make_unique<HubDialect>(HubShape::RoomsById, creates));
    sessions.add(byNamePath, std::make_unique<HubDialect>(HubShape::RoomsByName, creates));
}

} // namespace confab::signalr
