// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/ioinbox.h"
#include "server/chat/inbound.h"
#include "server/transport/http/router.h"

namespace confab {
class FileService;
}

namespace confab::rest {

/// Adds the routes below /api, for io thread number `io`: what they ask is decided on the chat thread, by the rules
/// that JSON-RPC calls too. Shapes: PROTOCOL.md, "HTTP". The others outlive the router's routes. Thread: that io
/// thread.
void addRoutes(HttpRouter& router, quint16 io, Mailbox<Inbound>& chat, IoInbox& inbox);
/// Likewise the routes below /files.
void addFileRoutes(HttpRouter& router, quint16 io, FileService& service);

} // namespace confab::rest
