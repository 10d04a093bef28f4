// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/api/signalr/hubmessage.h"

#include <QByteArrayView>

/// The hub protocol in MessagePack: one list for each message, behind its length.
namespace confab::signalr::messagepack {

// As hubprotocol.h has them.
Result<HubMessage> takeMessage(QByteArrayView& bytes);
QByteArray invocation(const QString& target, const QCborArray& arguments);
QByteArray completion(const QString& invocationId, const std::optional<QString>& error);
QByteArray ping();
QByteArray closing(const QString& error, bool mayReconnect);

} // namespace confab::signalr::messagepack
