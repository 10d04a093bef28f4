// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/links/linkmail.h"
#include "server/api/session/clientsessions.h"
#include "server/transport/http/router.h"

#include <QStringList>

namespace confab::signalr {

/// Adds the hubs /chat and /chatHub for io thread number `io`: their WebSockets, POST …/negotiate, and the requests of
/// long polling and event streams. Shapes: PROTOCOL.md, "SignalR". `sessions`: of the same thread; they and `mail`
/// outlive the routes. Thread: that io thread.
void addRoutes(HttpRouter& router, quint16 io, links::LinkMail& mail, ClientSessions& sessions);

/// The same io thread's sessions speak them. `creates`: the names of the rooms that JoinRoom makes; "*" is any.
void addDialects(ClientSessions& sessions, const QStringList& creates);

} // namespace confab::signalr
