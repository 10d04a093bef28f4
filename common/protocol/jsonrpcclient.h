// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/registry.h"

#include <QByteArray>
#include <QCborMap>

/// JSON-RPC 2.0 as a client writes and reads it; the server's direction is in jsonrpc.h. Pure functions. A client reads
/// a tree that decodeFrame() made.
namespace confab::jsonrpc {

QByteArray writeCall(qint64 id, const Request& request, Codec codec);

/// The answer to the call with this id, not yet typed: only the caller knows which Answer it waits for.
struct Response {
    qint64 id = 0;
    Result<QCborMap> result;
};
/// The answer of the alternative with this index in Answer. InputInvalid when `result` does not have its shape.
Result<Answer> readAnswer(size_t index, const QCborMap& result);
/// The same for a caller who knows the type.
template <class A>
Result<A> readAnswer(const QCborMap& result) {
    return readAnswer(Answer::numberOf<A>, result).map([](Answer answer) { return std::get<A>(std::move(answer)); });
}

/// A frame from the server. A notification of a kind that this version does not know is empty.
using ServerFrame = std::variant<Response, std::optional<Notification>>;
Result<ServerFrame> readServerFrame(const QCborMap& frame);

} // namespace confab::jsonrpc
