// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"

#include "common/protocol/jsonrpcenvelope.h"

namespace confab::jsonrpc {

namespace {

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
        return refuse(Error::invalid(QStringLiteral("params"), QStringLiteral("params: an object expected")));
    Result<std::optional<Request>> request = decodeNamed<Request>(frame.value("method"), params);
    if (!request)
        return refuse(std::move(request.error()));
    if (!*request)
        return refuse(Error(ErrorKind::MethodNotFound));
    return Call{std::move(id), std::move(**request)};
}

} // namespace confab::jsonrpc
