// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/signalr/messagepackhub.h"

#include "server/api/signalr/messagepack.h"

#include <QCborMap>

namespace confab::signalr::messagepack {

namespace {

/// Lengths have 7 bits in each byte, the lowest first, and five bytes at most.
constexpr int mostLengthBytes = 5;

/// The list that stands behind its length.
Result<QByteArrayView> takeRecord(QByteArrayView& bytes) {
    quint64 length = 0;
    for (int i = 0; i < mostLengthBytes && i < bytes.size(); ++i) {
        length |= quint64(bytes[i] & 0x7f) << (7 * i);
        if (bytes[i] & 0x80)
            continue;
        const QByteArrayView rest = bytes.sliced(i + 1);
        if (length > quint64(rest.size()))
            break;
        bytes = rest.sliced(qsizetype(length));
        return rest.first(qsizetype(length));
    }
    return fail(ErrorKind::ParseError);
}

QByteArray record(const QCborArray& message) {
    QByteArray body;
    confab::messagepack::write(body, message);
    QByteArray bytes;
    quint64 length = quint64(body.size());
    for (; length > 0x7f; length >>= 7)
        bytes.append(char(0x80 | (length & 0x7f)));
    bytes.append(char(length));
    return bytes + body;
}

/// [type, headers, id or null, target, arguments, streams?]
Result<HubMessage> readInvocation(const QCborArray& message, bool wantsStream) {
    const QCborValue id = message.at(2);
    const bool isRight =
        message.at(1).isMap() && (id.isString() || id.isNull()) && message.at(3).isString() && message.at(4).isArray();
    if (!isRight)
        return fail(ErrorKind::ParseError);
    return HubMessage(Invocation{id.isString() ? std::optional(id.toString()) : std::nullopt, message.at(3).toString(),
                                 message.at(4).toArray(), wantsStream});
}

} // namespace

Result<HubMessage> takeMessage(QByteArrayView& bytes) {
    Result<QByteArrayView> body = takeRecord(bytes);
    if (!body)
        return fail(body.error());
    const Result<QCborValue> value = confab::messagepack::take(*body);
    if (!value || !body->isEmpty() || !value->isArray() || !value->toArray().at(0).isInteger())
        return fail(ErrorKind::ParseError);
    const QCborArray message = value->toArray();
    switch (MessageType(message.at(0).toInteger())) {
    case MessageType::Invocation:
        return readInvocation(message, false);
    case MessageType::StreamInvocation:
        return readInvocation(message, true);
    case MessageType::Ping:
        return HubMessage(Ping{});
    case MessageType::Close:
        return HubMessage(Close{});
    default:
        return HubMessage(Ignored{});
    }
}

QByteArray invocation(const QString& target, const QCborArray& arguments) {
    return record({int(MessageType::Invocation), QCborMap(), nullptr, target, arguments, QCborArray()});
}

QByteArray completion(const QString& invocationId, const std::optional<QString>& error) {
    constexpr int errorResult = 1;
    constexpr int voidResult = 2;
    QCborArray message{int(MessageType::Completion), QCborMap(), invocationId, error ? errorResult : voidResult};
    if (error)
        message.append(*error);
    return record(message);
}

QByteArray ping() {
    return record({int(MessageType::Ping)});
}

QByteArray closing(const QString& error, bool mayReconnect) {
    return record({int(MessageType::Close), error.isEmpty() ? QCborValue(nullptr) : QCborValue(error), mayReconnect});
}

} // namespace confab::signalr::messagepack
