// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/api/signalr/hubmessage.h"

#include <QByteArray>
#include <QByteArrayView>

/// SignalR's handshake and its hub protocol 1, between bytes and values. Pure functions: the caller bounds the bytes.
namespace confab::signalr {

/// The first message of a connection, always JSON: what the client speaks from the next byte on. Takes it off `bytes`.
/// InputInvalid, with the sentence that the answer says, for a protocol or version that is not served; ParseError for
/// what is no handshake.
Result<HubProtocol> takeHandshake(QByteArrayView& bytes);
/// Its answer; `error` refuses it.
QByteArray handshakeAnswer(const QString& error = {});

/// Takes the next message off `bytes`, which holds whole messages and is not empty. ParseError: what follows can't be
/// read either.
Result<HubMessage> takeMessage(QByteArrayView& bytes, HubProtocol protocol);

/// The server calls the client, and wants no answer.
QByteArray invocation(const QString& target, const QCborArray& arguments, HubProtocol protocol);
/// An invocation has ended, without a value; with an error when there is one.
QByteArray completion(const QString& invocationId, const std::optional<QString>& error, HubProtocol protocol);
QByteArray ping(HubProtocol protocol);
/// The last message. `error` may be empty.
QByteArray closing(const QString& error, bool mayReconnect, HubProtocol protocol);

} // namespace confab::signalr
