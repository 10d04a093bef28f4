// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/clientsocket.h"
#include "server/transport/connection.h"

namespace confab {

/// An open WebSocket as the IoWorker sees it, whichever implementation reads its frames: SocketConnection, or
/// QtConnection.
/// Thread: its io thread. Owned by: the IoWorker.
class WebSocketConnection : public Connection, public ClientSocket {
public:
    /// Answers the handshake, tells the listener, and reads what came behind the head. `agreed`: the codec of the
    /// subprotocol, when the client offered one. False when the answer could not be written: then the listener was not
    /// told.
    virtual bool open(const HttpRequest& request, std::optional<Codec> agreed, QByteArray behind) = 0;

protected:
    WebSocketConnection(ConnectionId id, Codec codec, QHostAddress client)
        : Connection(id, codec, std::move(client)), ClientSocket(id.serial) {}
};

} // namespace confab
