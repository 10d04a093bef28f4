// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCborArray>
#include <QString>

#include <optional>
#include <variant>

/// The messages of SignalR's hub protocol, as a server meets them, whichever protocol writes them.
/// Thread: values; any.
namespace confab::signalr {

/// The client calls a method of the hub.
struct Invocation {
    std::optional<QString> id; ///< absent: it wants no completion
    QString target;
    QCborArray arguments;
    bool wantsStream = false; ///< it asks for a stream of results, which no method here has
};
/// The client is there.
struct Ping {};
/// The client goes.
struct Close {};
/// Of a kind that means nothing to this server: items and the end of streams, acknowledgements, what is yet to come.
struct Ignored {};

using HubMessage = std::variant<Invocation, Ping, Close, Ignored>;

/// What the handshake agrees on.
enum class HubProtocol { Json, MessagePack };

/// The numbers of the kinds of message (HubProtocol.md of ASP.NET Core).
enum class MessageType {
    Invocation = 1,
    StreamItem = 2,
    Completion = 3,
    StreamInvocation = 4,
    CancelInvocation = 5,
    Ping = 6,
    Close = 7,
};

} // namespace confab::signalr
