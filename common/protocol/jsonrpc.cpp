// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

#include <algorithm>

namespace confab::jsonrpc {

namespace {

// Shared key strings: every frame needs them.
const QString keyId = QStringLiteral("id");
const QString keyMethod = QStringLiteral("method");
const QString keyParams = QStringLiteral("params");
const QString keyResult = QStringLiteral("result");
const QString keyError = QStringLiteral("error");

/// The outer object, with this many members besides the version.
void beginEnvelope(wire::FrameWriter& to, qsizetype members) {
    to.beginObject(1 + members);
    to.key("jsonrpc");
    to.plain("2.0");
}

void writeId(wire::FrameWriter& to, const QCborValue& id) {
    to.key("id");
    if (id.isInteger())
        to.number(id.toInteger());
    else
        to.value(id);
}

/// The method and the params of a request or a notification.
template <class V>
void writeMethod(wire::FrameWriter& to, const V& asked) {
    std::visit(
        [&to]<class Params>(const Params& params) {
            to.key("method");
            to.plain(Params::method);
            to.key("params");
            if constexpr (std::is_same_v<Params, RoomEventNotice>)
                wire::write(to, params.event);
            else
                wire::write(to, params);
        },
        asked);
}

/// The `error` member of an answer, and its contents.
struct ErrorData {
    QString kind;
    std::optional<QString> path;
    std::optional<qint64> retryAfterMs;
    std::optional<qint64> capacity;
    std::optional<qint64> limit;
    static constexpr auto fields() {
        return std::tuple{field("kind", &ErrorData::kind), field("path", &ErrorData::path),
                          field("retryAfterMs", &ErrorData::retryAfterMs), field("capacity", &ErrorData::capacity),
                          field("limit", &ErrorData::limit)};
    }
};
struct ErrorBody {
    int code = 0;
    QString message;
    ErrorData data;
    static constexpr auto fields() {
        return std::tuple{field("code", &ErrorBody::code), field("message", &ErrorBody::message),
                          field("data", &ErrorBody::data)};
    }
};

ErrorBody bodyOf(const Error& error) {
    const ErrorRow& row = errorRow(error.kind);
    ErrorData data{wire::key(row.name), {}, error.retryAfterMs, error.capacity, error.limit};
    if (!error.path.isEmpty())
        data.path = error.path;
    return {row.code, error.message, std::move(data)};
}

bool isNamed(const QString& method, std::string_view name) {
    return method == QLatin1String(name.data(), qsizetype(name.size()));
}
bool isNamed(const FrameValue& method, std::string_view name) {
    return method.isText(name);
}

/// Finds the variant's alternative with this method name and decodes the params as it.
template <class V, size_t I = 0, class Method, class Object>
Result<std::optional<V>> decodeNamed(const Method& method, const Object& params) {
    if constexpr (I == std::variant_size_v<V>) {
        return std::optional<V>();
    } else {
        using Candidate = std::variant_alternative_t<I, V>;
        if (!isNamed(method, Candidate::method))
            return decodeNamed<V, I + 1>(method, params);
        if constexpr (std::is_same_v<Candidate, RoomEventNotice>)
            return wire::decode<Event>(params, keyParams).map([](Event e) {
                return std::optional<V>(Candidate{std::move(e)});
            });
        else
            return wire::decodeMap<Candidate>(params, keyParams).map([](Candidate c) {
                return std::optional<V>(std::move(c));
            });
    }
}

template <class A>
Result<Answer> readAs(const QCborMap& result) {
    return wire::decodeMap<A>(result, keyResult).map([](A answer) { return Answer(std::move(answer)); });
}

/// The function for each alternative of Answer.
template <class... A>
constexpr std::array<Result<Answer> (*)(const QCborMap&), sizeof...(A)> readersOf(const std::variant<A...>*) {
    return {readAs<A>...};
}

/// The id to answer to: a whole number, a text, undefined when there is none, null for any other type.
QCborValue readId(const FrameValue& frame) {
    const FrameValue id = frame.value("id");
    if (id.isUndefined())
        return {};
    if (id.isString())
        return id.toString();
    const std::optional<qint64> number = wire::wholeNumber(id);
    return number ? QCborValue(*number) : QCborValue(nullptr);
}

bool isRequest(const FrameValue& frame) {
    return frame.size() <= limits::membersPerObject && frame.value("jsonrpc").isText("2.0") &&
           frame.value("method").isString();
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
    return error;
}

} // namespace

tl::expected<Call, Refusal> readCall(const QByteArray& bytes, Codec codec) {
    ParsedFrame parsed;
    if (Status done = parsed.parse(bytes, codec); !done)
        return tl::unexpected<Refusal>(Refusal{nullptr, std::move(done.error())});
    const FrameValue frame = parsed.root();
    QCborValue id = readId(frame);
    auto refuse = [&id](Error error) { return tl::unexpected<Refusal>(Refusal{id, std::move(error)}); };
    if (id.isNull())
        return refuse(Error(ErrorKind::InvalidRequest, QStringLiteral("id: a whole number or a text expected")));
    if (!isRequest(frame)) {
        if (id.isUndefined())
            id = nullptr; // not even a call that wants no answer
        return refuse(Error(ErrorKind::InvalidRequest));
    }
    const FrameValue params = frame.value("params");
    if (!params.isUndefined() && !params.isMap())
        return refuse(Error::invalid(keyParams, QStringLiteral("params: an object expected")));
    Result<std::optional<Request>> request = decodeNamed<Request>(frame.value("method"), params);
    if (!request)
        return refuse(std::move(request.error()));
    if (!*request)
        return refuse(Error(ErrorKind::MethodNotFound));
    return Call{std::move(id), std::move(**request)};
}

QByteArray writeAnswer(const QCborValue& id, const Answer& answer, Codec codec) {
    return frameOf(codec, [&](wire::FrameWriter& to) {
        beginEnvelope(to, 2);
        writeId(to, id);
        to.key("result");
        std::visit([&to](const auto& value) { wire::write(to, value); }, answer);
        to.endObject();
    });
}

QByteArray writeError(const QCborValue& id, const Error& error, Codec codec) {
    return frameOf(codec, [&](wire::FrameWriter& to) {
        beginEnvelope(to, 2);
        writeId(to, id);
        to.key("error");
        wire::write(to, bodyOf(error));
        to.endObject();
    });
}

QByteArray writeNotification(const Notification& notification, Codec codec) {
    return frameOf(codec, [&](wire::FrameWriter& to) {
        beginEnvelope(to, 2);
        writeMethod(to, notification);
        to.endObject();
    });
}

QByteArray writeCall(qint64 id, const Request& request, Codec codec) {
    return frameOf(codec, [&](wire::FrameWriter& to) {
        beginEnvelope(to, 3);
        writeId(to, id);
        writeMethod(to, request);
        to.endObject();
    });
}

Result<Answer> readAnswer(size_t index, const QCborMap& result) {
    static constexpr auto readers = readersOf(static_cast<const Answer*>(nullptr));
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

QString methodName(const Request& request) {
    return std::visit([](const auto& value) { return wire::key(value.method); }, request);
}

Access accessOf(const Request& request) {
    return std::visit([](const auto& value) { return value.access; }, request);
}

bool signsIn(const Request& request) {
    return accessOf(request) == Access::Anyone && !std::holds_alternative<ServerAbout>(request);
}

bool wantsPage(const Request& request) {
    return std::visit(
        [](const auto& value) {
            return requires {
                value.wantsPage;
            };
        },
        request);
}

bool isEphemeral(const Notification& notification) {
    return std::visit([](const auto& value) { return value.ephemeral; }, notification);
}

} // namespace confab::jsonrpc
