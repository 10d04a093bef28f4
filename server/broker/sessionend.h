// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/hub.h"

namespace confab {

/// Signs the session's connections of this node out, and closes all but `except`. `why` is for people.
inline void endSessionHere(Hub& hub, SessionId session, ConnectionId except, const QString& why) {
    const QList<ConnectionId> connections = hub.connections().ofSession(session);
    for (const ConnectionId connection : connections) {
        hub.signOut(connection);
        if (connection != except)
            hub.post(connection, Disconnect{connection, CloseCode::SessionRevoked, why});
    }
}

} // namespace confab
