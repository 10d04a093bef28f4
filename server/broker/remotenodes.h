// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/broker/nodemessage.h"
#include "server/hub/occupants.h"

#include <QHash>

#include <chrono>

namespace confab {

/// The monotonic clock, which no change of the date touches.
using SteadyTime = std::chrono::steady_clock::time_point;

/// The other nodes that were active lately. A run that was silent for limits::nodeLease is over; a later run under the
/// same name ends the earlier one at once.
/// Thread: any one. Owned by: Backplane.
class RemoteNodes {
public:
    struct Heard {
        NodeRunId peer = 0;       ///< 0: an earlier run than the one that is known; to be ignored
        bool isNew = false;       ///< not known a moment ago
        NodeRunId superseded = 0; ///< the run that is over with this; 0: none
    };
    /// Any node message shows that its node is alive.
    Heard heard(const NodeRun& run, SteadyTime now);
    /// The node said goodbye; 0 when it was not known.
    NodeRunId left(const NodeRun& run);
    /// The runs that have expired by now.
    QList<NodeRunId> expired(SteadyTime now);
    qsizetype count() const { return m_remoteNodes.size(); }

private:
    struct RemoteNode {
        NodeRunId id = 0;
        qint64 epoch = 0;
        SteadyTime heardAt;
    };
    QHash<QString, RemoteNode> m_remoteNodes;
    NodeRunId m_lastId = 0;
};

} // namespace confab
