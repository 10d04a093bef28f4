// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/hubprotocol.h"

#include "server/api/signalr/jsonhub.h"
#include "server/api/signalr/messagepackhub.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace confab::signalr {

namespace {

constexpr int servedVersion = 1;

} // namespace

Result<HubProtocol> takeHandshake(QByteArrayView& bytes) {
    const Result<QJsonObject> request = json::takeRecord(bytes);
    if (!request)
        return fail(request.error());
    const QString name = request->value(QStringLiteral("protocol")).toString();
    if (request->value(QStringLiteral("version")).toInt() != servedVersion)
        return fail(Error::invalid(QStringLiteral("version"),
                                   QStringLiteral("The server does not support this version of the protocol.")));
    if (name == u"json")
        return HubProtocol::Json;
    if (name == u"messagepack")
        return HubProtocol::MessagePack;
    return fail(
        Error::invalid(QStringLiteral("protocol"), QStringLiteral("The server does not support this protocol.")));
}

QByteArray handshakeAnswer(const QString& error) {
    QJsonObject answer;
    if (!error.isEmpty())
        answer.insert(QStringLiteral("error"), error);
    return json::record(answer);
}

Result<HubMessage> takeMessage(QByteArrayView& bytes, HubProtocol protocol) {
    return protocol == HubProtocol::Json ? json::takeMessage(bytes) : messagepack::takeMessage(bytes);
}

QByteArray invocation(const QString& target, const QCborArray& arguments, HubProtocol protocol) {
    return protocol == HubProtocol::Json ? json::invocation(target, arguments)
                                         : messagepack::invocation(target, arguments);
}

QByteArray completion(const QString& invocationId, const std::optional<QString>& error, HubProtocol protocol) {
    return protocol == HubProtocol::Json ? json::completion(invocationId, error)
                                         : messagepack::completion(invocationId, error);
}

QByteArray ping(HubProtocol protocol) {
    return protocol == HubProtocol::Json ? json::ping() : messagepack::ping();
}

QByteArray closing(const QString& error, bool mayReconnect, HubProtocol protocol) {
    return protocol == HubProtocol::Json ? json::closing(error, mayReconnect)
                                         : messagepack::closing(error, mayReconnect);
}

} // namespace confab::signalr
