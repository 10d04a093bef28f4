// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"
#include "server/transport/http/http.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace confab {

/// The WebSocket's opening handshake, the server's side (RFC 6455, 4.2).
/// Thread: values; any.

/// The status with which this request for a WebSocket is refused: 403 for a browser's page that is not from one of
/// `allowedOrigins`, 426 for another version of the protocol, 400 for what RFC 6455 forbids; nothing when it is good.
std::optional<int> handshakeRefusal(const HttpRequest& request, const QList<QByteArray>& allowedOrigins);

/// The origins, in lower case, of pages that came from the host that this request asks. Without TLS of the server's own
/// a proxy may have ended it, so both schemes count.
QList<QByteArray> ownOrigins(const HttpRequest& request, bool isUnderTls);

/// The first of the client's subprotocols that we know, or nothing.
std::optional<Codec> offeredCodec(const HttpRequest& request);

/// The bytes that answer a good request.
QByteArray handshakeAnswer(const HttpRequest& request, std::optional<Codec> agreed);

} // namespace confab
