// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/broker.h"
#include "server/broker/lastseen.h"
#include "server/broker/membershipsync.h"
#include "server/broker/remotepresence.h"
#include "server/broker/roomfollower.h"
#include "server/broker/seats.h"
#include "server/hub/hublistener.h"

#include <functional>

namespace confab {

/// Follows which rooms are open on this node and who is connected to it: subscribes to their channels, and passes on
/// who comes and goes.
/// Thread: chat thread. Owned by: Backplane.
class HubFollower final : public HubListener {
public:
    /// What is told; all must outlive this.
    struct Parts {
        Broker& broker;
        RoomFollower& follower;
        RemotePresence& remotePresence;
        MembershipSync& membershipSync;
        LastSeen& lastSeen;
        Seats* seats;                      ///< null when nothing is shared
        std::function<void()> someoneCame; ///< to this node, with their first connection
    };
    explicit HubFollower(Parts parts) : m_to(std::move(parts)) {}

    // HubListener
    void roomOpened(RoomId room, Seq known) override;
    void roomClosed(RoomId room) override;
    void userCame(UserId user) override;
    void userWent(UserId user) override;
    void occupantArrived(RoomId room, const User& user) override;
    void occupantLeft(RoomId room, const User& user) override;
    void seatLeft(RoomId room, UserId user) override;

private:
    const Parts m_to;
};

} // namespace confab
