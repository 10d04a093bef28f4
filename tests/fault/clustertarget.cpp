// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/clustertarget.h"

namespace confab::test {

ClusterTarget::ClusterTarget(ClusterFixture& cluster) : m_cluster(cluster) {
    for (int i = 0; i < m_cluster.nodes(); ++i)
        connect(&m_cluster.node(i), &DaemonProcess::listening, this, &FaultTarget::healed);
}

void ClusterTarget::strike(const Fault& fault) {
    switch (fault.kind) {
    case Fault::Kind::KillNode:
        return m_cluster.node(fault.node).strike();
    case Fault::Kind::FreezeNode:
        return m_cluster.node(fault.node).freeze();
    case Fault::Kind::StopNode:
        return m_cluster.node(fault.node).beginToStop();
    case Fault::Kind::KillRedis:
        return m_cluster.redis().kill();
    case Fault::Kind::FreezeRedis:
        return m_cluster.redis().freeze();
    case Fault::Kind::FlushRedis:
        return m_cluster.redis().flushAll();
    case Fault::Kind::StopDatabase:
        return m_cluster.postgres().stopImmediately();
    case Fault::Kind::KillDatabase:
        return m_cluster.postgres().kill();
    }
}

void ClusterTarget::heal(const Fault& fault) {
    switch (fault.kind) {
    case Fault::Kind::KillNode:
        return m_cluster.node(fault.node).launch(); // healed when it listens
    case Fault::Kind::StopNode:
        return restart(fault.node);
    case Fault::Kind::FreezeNode:
        m_cluster.node(fault.node).thaw();
        break;
    case Fault::Kind::KillRedis:
        if (!m_cluster.redis().start())
            qFatal("Redis does not come back: %s", m_cluster.redis().log().constData());
        break;
    case Fault::Kind::FreezeRedis:
        m_cluster.redis().thaw();
        break;
    case Fault::Kind::FlushRedis:
        break;
    case Fault::Kind::StopDatabase:
    case Fault::Kind::KillDatabase:
        if (!m_cluster.postgres().start())
            qFatal("PostgreSQL does not come back: %s", m_cluster.postgres().log().constData());
        break;
    }
    Q_EMIT healed();
}

/// As soon as it has ended.
void ClusterTarget::restart(int node) {
    DaemonProcess& daemon = m_cluster.node(node);
    if (!daemon.isRunning())
        return daemon.launch();
    connect(
        &daemon, &DaemonProcess::ended, this, [&daemon] { daemon.launch(); },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace confab::test
