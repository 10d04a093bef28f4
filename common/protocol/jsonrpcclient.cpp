// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpcclient.h"

#include "common/protocol/jsonrpcenvelope.h"

#include <algorithm>

namespace confab::jsonrpc {

namespace {

// Shared key strings: every frame needs them.
const QString keyId = QStringLiteral("id");
const QString keyMethod = QStringLiteral("method");
const QString keyParams = QStringLiteral("params");
const QString keyResult = QStringLiteral("result");
const QString keyError = QStringLiteral("error");

template <class A>
Result<Answer> readAs(const QCborMap& result) {
    return wire::decodeMap<A>(result, keyResult).map([](A answer) { return Answer(std::move(answer)); });
}

/// The function for each alternative of Answer.
template <class... A>
constexpr std::array<Result<Answer> (*)(const QCborMap&), sizeof...(A)> readersOf(const std::variant<A...>*) {
    return {readAs<A>...};
}

Error readError(const QCborMap& map) {
    const QCborMap data = map.value(QStringLiteral("data")).toMap();
    const std::optional<ErrorKind> kind = errorKindNamed(data.value(QStringLiteral("kind")).toString());
    Error error(kind.value_or(ErrorKind::Internal), map.value(QStringLiteral("message")).toString());
    error.path = data.value(QStringLiteral("path")).toString();
    if (const QCborValue value = data.value(QStringLiteral("retryAfterMs")); value.isInteger())
        error.retryAfterMs = std::clamp<qint64>(value.toInteger(), 0, limits::retryAfterMs);
    if (const QCborValue value = data.value(QStringLiteral("capacity")); value.isInteger())
        error.capacity = value.toInteger();
    if (const QCborValue value = data.value(QStringLiteral("limit")); value.isInteger())
        error.limit = value.toInteger();
    if (const auto until = UtcTime::fromIso(data.value(QStringLiteral("until")).toString()))
        error.untilMs = until->ms;
    error.challenge = data.value(QStringLiteral("challenge")).toString();
    return error;
}

} // namespace

QByteArray writeCall(qint64 id, const Request& request, Codec codec) {
    return frameOf(codec, [&](wire::FrameWriter& to) {
        beginEnvelope(to, 3);
        writeId(to, id);
        writeMethod(to, request);
        to.endObject();
    });
}

Result<Answer> readAnswer(size_t index, const QCborMap& result) {
    static constexpr auto readers = readersOf(static_cast<const Answers*>(nullptr));
    return readers.at(index)(result);
}

Result<ServerFrame> readServerFrame(const QCborMap& frame) {
    if (frame.size() > limits::membersPerObject)
        return fail(ErrorKind::InvalidRequest);
    if (const QCborValue method = frame.value(keyMethod); method.isString()) {
        return decodeNamed<Notification>(method.toString(), frame.value(keyParams).toMap())
            .map([](std::optional<Notification> notification) { return ServerFrame(std::move(notification)); });
    }
    // An error without an id answers a frame that the server could not read: no caller is known, hence id 0.
    Response response{wire::wholeNumber(frame.value(keyId)).value_or(0), QCborMap()};
    if (const QCborValue error = frame.value(keyError); error.isMap())
        response.result = fail(readError(error.toMap()));
    else if (const QCborValue result = frame.value(keyResult); result.isMap())
        response.result = result.toMap();
    else
        return fail(ErrorKind::InvalidRequest);
    return ServerFrame(std::move(response));
}

} // namespace confab::jsonrpc
