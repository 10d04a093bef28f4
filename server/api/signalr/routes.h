// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/clientsessions.h"
#include "server/transport/http/router.h"

#include <QStringList>

namespace confab::signalr {

/// Adds the hubs /chat and /chatHub: their WebSockets, and POST …/negotiate. Shapes: PROTOCOL.md, "SignalR". Thread:
/// the router's io thread.
void addRoutes(HttpRouter& router);

/// The same io thread's sessions speak them. `creates`: the names of the rooms that JoinRoom makes; "*" is any.
void addDialects(ClientSessions& sessions, const QStringList& creates);

} // namespace confab::signalr
