// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/brokerpublisher.h"
#include "server/broker/membershipsync.h"
#include "server/broker/nodehealth.h"
#include "server/broker/profilenews.h"
#include "server/broker/remoteoccupancy.h"
#include "server/broker/remotepresence.h"
#include "server/broker/roomfollower.h"

#include <functional>

namespace confab {

/// Takes what the broker delivers: the effect of each kind of node message, and of the connection to the other nodes.
/// Thread: chat thread. Owned by: Backplane.
class NodeReceiver final : public BrokerListener {
public:
    /// Who is told; all must outlive this.
    struct Parts {
        Hub& hub;
        NodeHealth& health;
        BrokerPublisher& publisher;
        RoomFollower& follower;
        RemotePresence& remotePresence;
        MembershipSync& membershipSync;
        RemoteNodes& remoteNodes;
        RemoteOccupancy& remoteOccupancy;
        ProfileNews& profileNews;
        std::function<void()> hookMade;
    };
    explicit NodeReceiver(Parts parts) : m_to(std::move(parts)) {}

    /// Every limits::nodeBeat: nodes that were silent for too long have no people here any more.
    void beat(SteadyTime now);

    // BrokerListener
    void brokerConnected() override;
    void brokerLost(const QString& why) override;
    void confirmed(const Channel& channel) override;
    void received(const Channel& channel, const NodeMessage& nodeMessage) override;

private:
    struct Heard;

    // One for each kind of payload
    void take(const Heard& from, const LogNews& news);
    void take(const Heard& from, const RoomNotice& notice);
    void take(const Heard& from, const RoomGone& gone);
    void take(const Heard& from, const OccupantMoved& moved);
    void take(const Heard& from, const RosterAsked& asked);
    void take(const Heard& from, const RosterRenewed& renewed);
    void take(const Heard& from, const Roster& roster);
    void take(const Heard& from, const Counts& counts);
    void take(const Heard& from, const CountsAsked& asked);
    void take(const Heard& from, const PersonalNotice& notice);
    void take(const Heard& from, const BelongingChanged& changed);
    void take(const Heard& from, const SessionEnded& ended);
    void take(const Heard& from, const HookMade& made);
    void take(const Heard& from, const ProfileChanged& changed);
    void take(const Heard& from, const Heartbeat& alive);
    void take(const Heard& from, const Farewell& farewell);
    void take(const Heard& from, const ProofAsked& asked);
    void take(const Heard& from, const Proof& proof);

    const Parts m_to;
    bool m_toldOfLoss = false; // one line in the log for each time
};

} // namespace confab
