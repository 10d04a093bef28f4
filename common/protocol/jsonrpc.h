// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/registry.h"

#include <QByteArray>
#include <QCborMap>
#include <QCborValue>

/// JSON-RPC 2.0 envelopes around the typed requests, answers and notifications. Both ends use this file: the server
/// reads requests and writes the rest, the client the reverse. Pure functions. The server's functions for every message
/// convert between bytes and structs directly; the client reads a tree that decodeFrame() made.
namespace confab::jsonrpc {

/// A request as it arrived. `id` is a number or a text, or undefined for a call that wants no answer.
struct Call {
    QCborValue id;
    Request request;
};

/// Why a frame was not a request, with the id to answer to: null when the id could not be read, undefined when the
/// frame was a call that wants no answer, not even this one.
struct Refusal {
    QCborValue id;
    Error error;
};

tl::expected<Call, Refusal> readCall(const QByteArray& frame, Codec codec);
QByteArray writeAnswer(const QCborValue& id, const Answer& answer, Codec codec);
QByteArray writeError(const QCborValue& id, const Error& error, Codec codec);
QByteArray writeNotification(const Notification& notification, Codec codec);

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
    return readAnswer(Answer(std::in_place_type<A>).index(), result).map([](Answer answer) {
        return std::get<A>(std::move(answer));
    });
}

/// A frame from the server. A notification of a kind that this version does not know is empty.
using ServerFrame = std::variant<Response, std::optional<Notification>>;
Result<ServerFrame> readServerFrame(const QCborMap& frame);

/// The method's name on the wire.
QString methodName(const Request& request);
/// Whether it may be called before sign-in.
Access accessOf(const Request& request);
/// Whether it signs the connection in, or takes as long as if it did: one of these at a time on a connection.
bool signsIn(const Request& request);
/// Whether its answer may be thousands of times as large as the request.
bool wantsPage(const Request& request);
/// Whether it may be dropped on the way to a slow reader.
bool isEphemeral(const Notification& notification);

} // namespace confab::jsonrpc
