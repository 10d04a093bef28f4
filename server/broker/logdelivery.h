// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/membershipsync.h"
#include "server/broker/nodehealth.h"
#include "server/broker/roomfollower.h"

namespace confab {

/// Gives what RoomFollower reads of the rooms' logs to this node's people, and to who has to know of memberships that
/// other nodes changed.
/// Thread: chat thread. Owned by: Backplane.
class LogDelivery final : public RoomFollower::Reader {
public:
    /// All must outlive this.
    LogDelivery(Hub& hub, MembershipSync& membershipSync, NodeHealth& health)
        : m_hub(hub), m_membershipSync(membershipSync), m_health(health) {}

    // RoomFollower::Reader
    void next(const NamedEvent& event) override;
    void roomGone(RoomId room) override { m_hub.roomDeleted(room); }
    void databaseAnswers(bool answers) override { m_health.databaseAnswers(answers); }
    bool hasRoom() override { return m_hub.hasRoom(); }

private:
    Hub& m_hub;
    MembershipSync& m_membershipSync;
    NodeHealth& m_health;
};

} // namespace confab
