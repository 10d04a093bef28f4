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
    std::optional<UtcTime> until;
    std::optional<QString> challenge;
    template <class Self = ErrorData>
    static constexpr auto fields() {
        return std::tuple{field("kind", &Self::kind),
                          field("path", &Self::path),
                          field("retryAfterMs", &Self::retryAfterMs),
                          field("capacity", &Self::capacity),
                          field("limit", &Self::limit),
                          field("until", &Self::until),
                          field("challenge", &Self::challenge)};
    }
};
struct ErrorBody {
    int code = 0;
    QString message;
    ErrorData data;
    template <class Self = ErrorBody>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code), field("message", &Self::message), field("data", &Self::data)};
    }
};

ErrorBody bodyOf(const Error& error) {
    const ErrorRow& row = errorRow(error.kind);
    ErrorData data{wire::key(row.name), {}, error.retryAfterMs, error.capacity, error.limit, {}, {}};
    if (!error.path.isEmpty())
        data.path = error.path;
    if (error.untilMs)
        data.until = UtcTime{*error.untilMs};
    if (!error.challenge.isEmpty())
        data.challenge = error.challenge;
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
