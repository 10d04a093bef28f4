// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "common/protocol/registry.h"

#include <QByteArray>
#include <QCborMap>
#include <QCborValue>

/// JSON-RPC 2.0 envelopes around the typed requests, answers and notifications, as a server reads and writes them; the
/// client's direction is in jsonrpcclient.h. Pure functions, which convert between bytes and structs directly.
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

} // namespace confab::jsonrpc
