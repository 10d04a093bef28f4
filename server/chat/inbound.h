// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/connectionid.h"
#include "server/hub/outbound.h"

#include <QString>

#include <chrono>
#include <variant>

/// The messages from io threads to the chat thread, as values.
namespace confab {

struct Opened {
    ConnectionId connection;
    QString address; ///< the peer's network; empty when it is a proxy, behind which many are
};
struct Closed {
    ConnectionId connection;
};
struct CallRequest {
    ConnectionId connection;
    quint64 number = 0; ///< never used twice on the connection; comes back with the reply
    Request request;
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now(); ///< when it was decoded
};
/// A call that brings the proof of its caller along and is over with its reply (over HTTP): no connection is signed in
/// by it. Not for a request about a connection: session.resume, room.enter, room.exit, typing.set.
struct StatelessCall {
    CallTicket ticket;  ///< comes back with the reply
    QString address;    ///< like Opened's
    Secret accessToken; ///< empty: of nobody
    Request request;
    QByteArray requestId = {}; ///< of its HTTP request, for lines of the log; empty: none
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now(); ///< when it was decoded
};
using Inbound = std::variant<Opened, Closed, CallRequest, StatelessCall>;

} // namespace confab
