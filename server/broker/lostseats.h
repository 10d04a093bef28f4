// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodehealth.h"
#include "server/broker/seats.h"

#include <functional>

namespace confab {

/// Takes people out of the rooms in which they have lost their seats with the node's lease.
/// Thread: chat thread. Owned by: Backplane.
class LostSeats final : public Seats::Holder {
public:
    /// `superseded`: another process runs under this node's name. `hub` and `health` must outlive this.
    LostSeats(Hub& hub, NodeHealth& health, std::function<void()> superseded)
        : m_hub(hub), m_health(health), m_superseded(std::move(superseded)) {}

    // Seats::Holder
    void seatsLost(const QList<Seat>& seats) override;
    void superseded() override { m_superseded(); }
    void databaseAnswers(bool answers) override { m_health.databaseAnswers(answers); }

private:
    Hub& m_hub;
    NodeHealth& m_health;
    const std::function<void()> m_superseded;
};

} // namespace confab
