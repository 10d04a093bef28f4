// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/clustertarget.h"
#include "tests/fault/crowd.h"
#include "tests/fault/nemesis.h"

namespace confab::test {

/// What the tests of several nodes have in common: a cluster, a crowd on it, and the judgement in the end.
/// Thread: the test's. Owned by: the test function.
class Siege {
public:
    Siege(ClusterFixture::Options cluster, Crowd::Form crowd);

    /// Everything is started, and everybody has an account. What went wrong, in words.
    QString prepare();
    /// They come and begin to talk; the nemesis, if there is one, counts their acknowledgements.
    void begin(Nemesis* nemesis = nullptr);
    /// No new messages; waits until each sent one is acknowledged, and until everybody has seen all of them, at most so
    /// long after the last acknowledgement. What did not happen, in words.
    QString finish(std::chrono::milliseconds limit);
    /// What was promised and not kept, by the histories and the database. Everybody has left after this.
    QStringList brokenPromises();

    ClusterFixture cluster;
    Crowd crowd;
    /// Once prepared.
    FaultTarget& target() { return *m_target; }

private:
    std::unique_ptr<ClusterTarget> m_target;
};

} // namespace confab::test
