// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/peers.h"

#include "server/broker/limits.h"

namespace confab {

Peers::Heard Peers::heard(const NodeRun& run, SteadyTime now) {
    const auto it = m_peers.find(run.node);
    if (it == m_peers.end()) {
        if (m_peers.size() >= limits::peers)
            return {};
        m_peers.insert(run.node, Peer{++m_lastId, run.epoch, now});
        return {m_lastId, true, 0};
    }
    if (run.epoch < it->epoch)
        return {};
    it->heardAt = now;
    if (run.epoch == it->epoch)
        return {it->id, false, 0};
    const PeerId superseded = it->id;
    *it = Peer{++m_lastId, run.epoch, now};
    return {m_lastId, true, superseded};
}

PeerId Peers::left(const NodeRun& run) {
    const auto it = m_peers.constFind(run.node);
    if (it == m_peers.constEnd() || it->epoch != run.epoch)
        return 0;
    const PeerId peer = it->id;
    m_peers.erase(it);
    return peer;
}

QList<PeerId> Peers::expired(SteadyTime now) {
    QList<PeerId> over;
    for (auto it = m_peers.begin(); it != m_peers.end();) {
        if (now - it->heardAt < limits::nodeLease) {
            ++it;
            continue;
        }
        over.append(it->id);
        it = m_peers.erase(it);
    }
    return over;
}

} // namespace confab
