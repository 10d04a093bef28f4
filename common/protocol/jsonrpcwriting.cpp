// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcenvelope.h"

namespace confab::jsonrpc {

namespace {

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

} // namespace

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

} // namespace confab::jsonrpc
