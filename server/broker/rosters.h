// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/peers.h"
#include "server/broker/teller.h"
#include "server/hub/hub.h"

namespace confab {

/// Who is in which room on the other nodes. Each node tells what changes among its people, says in short who they are
/// every few seconds (their lease), and gives the whole list to who asks. Nobody keeps it for them: what a crashed node
/// said is forgotten by those who heard it, and there is no place where it could lie about.
/// Thread: chat thread. Owned by: Backplane.
class Rosters {
public:
    Rosters(Hub& hub, Teller& teller) : m_hub(hub), m_teller(teller) {}

    // ---- this node
    void opened(RoomId room) { m_rooms.insert(room, {}); }
    void closed(RoomId room) { m_rooms.remove(room); }
    /// What is published about the room from here on arrives: so who is there?
    void confirmed(RoomId room);
    void moved(RoomId room, const User& user, PresenceState state);
    /// Every limits::nodeBeat: renews this node's leases and ends those that were not renewed.
    void beat(SteadyTime now);

    // ---- what a peer says
    void take(PeerId peer, const OccupantMoved& moved, SteadyTime now);
    void take(PeerId peer, const QString& node, const RosterRenewed& renewed, SteadyTime now);
    void take(const QString& node, const RosterAsked& asked);
    void take(PeerId peer, const Roster& roster, SteadyTime now);
    /// It is new: all that was asked before, it did not hear.
    void askAgain(const QString& node);
    void peerGone(PeerId peer);

private:
    struct Said {
        SteadyTime renewedAt;
        QList<User> parts; // of a list that is not complete yet
    };
    using Peers = QHash<PeerId, Said>;
    void renew();
    void expire(SteadyTime now);

    Hub& m_hub;
    Teller& m_teller;
    QHash<RoomId, Peers> m_rooms; // those that are open, and who of the peers said that they have people there
    int m_beats = 0;
};

/// The same for the same people in whatever order, on every machine.
qint64 digestOf(const QList<User>& users);

} // namespace confab
