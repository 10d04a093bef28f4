// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/fault.h"
#include "tests/support/clusterfixture.h"

namespace confab::test {

/// Several nodes and their shared services: each can fail.
/// Thread: the test's. Owned by: the test.
class ClusterTarget final : public FaultTarget {
    Q_OBJECT

public:
    /// After the cluster was started.
    explicit ClusterTarget(ClusterFixture& cluster);
    int nodes() const override { return m_cluster.nodes(); }
    void strike(const Fault& fault) override;
    void heal(const Fault& fault) override;

private:
    void restart(int node);

    ClusterFixture& m_cluster;
};

} // namespace confab::test
