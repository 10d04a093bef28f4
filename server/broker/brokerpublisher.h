// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/broker.h"
#include "server/broker/nodepublisher.h"
#include "server/broker/remotenodes.h"

namespace confab {

/// Publishes in the name of this run of the node, and that it is alive every few seconds. Without effect when there can
/// be no other node.
/// Thread: chat thread. Owned by: Backplane.
class BrokerPublisher final : public NodePublisher {
public:
    /// `broker` must outlive this.
    BrokerPublisher(Broker& broker, NodeRun run) : m_broker(broker), m_run(std::move(run)) {}

    const NodeRun& run() const { return m_run; }
    void publish(const Channel& channel, NodePayload payload) override {
        if (!m_broker.isAlone())
            m_broker.publish(channel, NodeMessage{m_run, std::move(payload)});
    }
    /// Every limits::nodeBeat.
    void beat(SteadyTime now) {
        if (now - m_heartbeatAt < limits::nodeRenewal)
            return;
        m_heartbeatAt = now;
        publish(EveryNode{}, Heartbeat{});
    }
    /// Says at the next beat that the node is alive: others may have missed it for a while.
    void heartbeatIsDue() { m_heartbeatAt = {}; }

private:
    Broker& m_broker;
    const NodeRun m_run;
    SteadyTime m_heartbeatAt;
};

} // namespace confab
