// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/links/linkmail.h"
#include "server/transport/http/router.h"

namespace confab {

class ClientSessions;

/// Adds the connection to `path` for clients whose network lets no WebSocket through, for io thread number `io`: the
/// same frames, by `path`/links and `path`/link. Shapes: PROTOCOL.md, "Without a WebSocket". `sessions`: of the same
/// thread; they and `mail`, which no other dialect uses, outlive the routes. Thread: that io thread.
void addLinkRoutes(HttpRouter& router, const QByteArray& path, quint16 io, links::LinkMail& mail,
                   ClientSessions& sessions);

} // namespace confab
