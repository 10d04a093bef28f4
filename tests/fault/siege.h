// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/clustertarget.h"
#include "tests/fault/crowd.h"
#include "tests/fault/nemesis.h"

namespace confab::test {

/// The common parts of tests of several nodes: a cluster, a crowd on it, and the final check.
/// Thread: the test's. Owned by: the test function.
class Siege {
public:
    Siege(ClusterFixture::Options cluster, Crowd::Form crowd);

    /// Starts everything and creates the accounts. Returns what went wrong, in words.
    QString prepare();
    /// The clients connect and begin to talk; the nemesis, if any, counts their acknowledgements.
    void begin(Nemesis* nemesis = nullptr);
    /// No new messages; waits until each sent one is acknowledged, and until every client has seen all of them, at most
    /// so long after the last acknowledgement. Returns what did not happen, in words.
    QString finish(std::chrono::milliseconds limit);
    /// The broken promises, by the histories and the database. All clients have left after this.
    QStringList brokenPromises();

    ClusterFixture cluster;
    Crowd crowd;
    /// Once prepared.
    FaultTarget& target() { return *m_target; }

private:
    std::unique_ptr<ClusterTarget> m_target;
};

} // namespace confab::test
