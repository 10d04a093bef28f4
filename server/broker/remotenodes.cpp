// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/remotenodes.h"

#include "server/broker/limits.h"

namespace confab {

RemoteNodes::Heard RemoteNodes::heard(const NodeRun& run, SteadyTime now) {
    const auto it = m_remoteNodes.find(run.node);
    if (it == m_remoteNodes.end()) {
        if (m_remoteNodes.size() >= limits::peers)
            return {};
        m_remoteNodes.insert(run.node, RemoteNode{++m_lastId, run.epoch, now});
        return {m_lastId, true, 0};
    }
    if (run.epoch < it->epoch)
        return {};
    it->heardAt = now;
    if (run.epoch == it->epoch)
        return {it->id, false, 0};
    const NodeRunId superseded = it->id;
    *it = RemoteNode{++m_lastId, run.epoch, now};
    return {m_lastId, true, superseded};
}

NodeRunId RemoteNodes::left(const NodeRun& run) {
    const auto it = m_remoteNodes.constFind(run.node);
    if (it == m_remoteNodes.constEnd() || it->epoch != run.epoch)
        return 0;
    const NodeRunId peer = it->id;
    m_remoteNodes.erase(it);
    return peer;
}

QList<NodeRunId> RemoteNodes::expired(SteadyTime now) {
    QList<NodeRunId> over;
    for (auto it = m_remoteNodes.begin(); it != m_remoteNodes.end();) {
        if (now - it->heardAt < limits::nodeLease) {
            ++it;
            continue;
        }
        over.append(it->id);
        it = m_remoteNodes.erase(it);
    }
    return over;
}

} // namespace confab
