// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/jsonhub.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace confab::signalr::json {

namespace {

constexpr char recordEnd = '\x1e';

QJsonObject typed(MessageType type) {
    return {{QStringLiteral("type"), int(type)}};
}

Result<HubMessage> readInvocation(const QJsonObject& object, bool wantsStream) {
    const QJsonValue id = object.value(QStringLiteral("invocationId"));
    const QJsonValue target = object.value(QStringLiteral("target"));
    const QJsonValue arguments = object.value(QStringLiteral("arguments"));
    const bool hasId = id.isString();
    if (!target.isString() || !arguments.isArray() || !(hasId || id.isUndefined() || id.isNull()))
        return fail(ErrorKind::ParseError);
    return HubMessage(Invocation{hasId ? std::optional(id.toString()) : std::nullopt, target.toString(),
                                 QCborArray::fromJsonArray(arguments.toArray()), wantsStream});
}

} // namespace

Result<QJsonObject> takeRecord(QByteArrayView& bytes) {
    const qsizetype end = bytes.indexOf(recordEnd);
    if (end < 0)
        return fail(ErrorKind::ParseError);
    const QJsonDocument document = QJsonDocument::fromJson(bytes.first(end).toByteArray());
    if (!document.isObject())
        return fail(ErrorKind::ParseError);
    bytes = bytes.sliced(end + 1);
    return document.object();
}

QByteArray record(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + recordEnd;
}

Result<HubMessage> takeMessage(QByteArrayView& bytes) {
    const Result<QJsonObject> object = takeRecord(bytes);
    if (!object)
        return fail(object.error());
    const QJsonValue type = object->value(QStringLiteral("type"));
    if (!type.isDouble())
        return fail(ErrorKind::ParseError);
    switch (MessageType(type.toInt())) {
    case MessageType::Invocation:
        return readInvocation(*object, false);
    case MessageType::StreamInvocation:
        return readInvocation(*object, true);
    case MessageType::Ping:
        return HubMessage(Ping{});
    case MessageType::Close:
        return HubMessage(Close{});
    default:
        return HubMessage(Ignored{});
    }
}

QByteArray invocation(const QString& target, const QCborArray& arguments) {
    QJsonObject object = typed(MessageType::Invocation);
    object.insert(QStringLiteral("target"), target);
    object.insert(QStringLiteral("arguments"), arguments.toJsonArray());
    return record(object);
}

QByteArray completion(const QString& invocationId, const std::optional<QString>& error) {
    QJsonObject object = typed(MessageType::Completion);
    object.insert(QStringLiteral("invocationId"), invocationId);
    if (error)
        object.insert(QStringLiteral("error"), *error);
    return record(object);
}

QByteArray ping() {
    return record(typed(MessageType::Ping));
}

QByteArray closing(const QString& error, bool mayReconnect) {
    QJsonObject object = typed(MessageType::Close);
    if (!error.isEmpty())
        object.insert(QStringLiteral("error"), error);
    if (mayReconnect)
        object.insert(QStringLiteral("allowReconnect"), true);
    return record(object);
}

} // namespace confab::signalr::json
