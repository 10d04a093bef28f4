// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/api/signalr/hubmessage.h"

#include <QByteArrayView>
#include <QJsonObject>

/// The hub protocol in JSON: one object for each message, each ended by the character U+001E.
namespace confab::signalr::json {

/// Takes the next object off `bytes`. ParseError when it has no end, or is no object.
Result<QJsonObject> takeRecord(QByteArrayView& bytes);
QByteArray record(const QJsonObject& object);

// As hubprotocol.h has them.
Result<HubMessage> takeMessage(QByteArrayView& bytes);
QByteArray invocation(const QString& target, const QCborArray& arguments);
QByteArray completion(const QString& invocationId, const std::optional<QString>& error);
QByteArray ping();
QByteArray closing(const QString& error, bool mayReconnect);

} // namespace confab::signalr::json
