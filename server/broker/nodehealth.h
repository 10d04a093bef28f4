// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>

namespace confab {

/// How a node is connected to the others, for health checks.
struct NodeState {
    bool databaseAnswers = true;
    bool brokerConnected = false;
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

/// The state of this node as its parts find it, and a line in the log when the database comes and goes.
/// Thread: chat thread. Owned by: Backplane.
class NodeHealth {
public:
    using Changed = std::function<void(const NodeState&)>;

    NodeHealth(bool brokerConnected, Changed changed) : m_state{true, brokerConnected}, m_changed(std::move(changed)) {}

    const NodeState& state() const { return m_state; }
    /// Whether the database answered the last time.
    void databaseAnswers(bool answers);
    void brokerConnected(bool connected);

private:
    void set(NodeState state);

    NodeState m_state;
    const Changed m_changed;
};

} // namespace confab
