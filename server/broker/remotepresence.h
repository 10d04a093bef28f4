// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodepublisher.h"
#include "server/broker/remotenodes.h"
#include "server/hub/hub.h"

namespace confab {

/// Who is in which room on the other nodes. Each node publishes the changes among its people, a digest of them every
/// few seconds (their lease), and the whole list on request. The state has no store: after a crash of a node its
/// receivers forget its people, and nothing stale remains anywhere.
/// Thread: chat thread. Owned by: Backplane.
class RemotePresence {
public:
    RemotePresence(Hub& hub, NodePublisher& publisher) : m_hub(hub), m_publisher(publisher) {}

    // ---- this node
    void opened(RoomId room) { m_rooms.insert(room, {}); }
    void closed(RoomId room) { m_rooms.remove(room); }
    /// From here on what is published about the room arrives: asks who is there.
    void confirmed(RoomId room);
    void moved(RoomId room, const User& user, PresenceState state);
    /// Every limits::nodeBeat: renews this node's leases and ends those that were not renewed.
    void beat(SteadyTime now);

    // ---- what a peer publishes
    void take(NodeRunId peer, const OccupantMoved& moved, SteadyTime now);
    void take(NodeRunId peer, const QString& node, const RosterRenewed& renewed, SteadyTime now);
    void take(const QString& node, const RosterAsked& asked);
    void take(NodeRunId peer, const Roster& roster, SteadyTime now);
    /// The peer is new: it did not receive earlier questions.
    void askAgain(const QString& node);
    void peerGone(NodeRunId peer);

private:
    struct Said {
        SteadyTime renewedAt;
        QList<User> parts; // of a list that is not complete yet
    };
    using ByNode = QHash<NodeRunId, Said>;
    void renew();
    void expire(SteadyTime now);

    Hub& m_hub;
    NodePublisher& m_publisher;
    QHash<RoomId, ByNode> m_rooms; // open rooms, and the peers that have people there
    int m_beats = 0;
};

/// Equal for the same people in any order, on every machine.
qint64 digestOf(const QList<User>& users);

} // namespace confab
