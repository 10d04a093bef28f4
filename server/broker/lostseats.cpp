// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/lostseats.h"

namespace confab {

void LostSeats::seatsLost(const QList<Seat>& seats) {
    for (const Seat& seat : seats) {
        const QList<ConnectionId> connections = m_hub.connections().inRoom(seat.room, seat.user);
        for (const ConnectionId connection : connections) {
            m_hub.exit(connection, seat.room);
            m_hub.post(connection, Disconnect{connection, CloseCode::Draining,
                                              QStringLiteral("The node lost its lease; connect again")});
        }
    }
}

} // namespace confab
