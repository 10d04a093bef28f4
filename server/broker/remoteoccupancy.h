// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/asyncevent.h"
#include "server/broker/nodepublisher.h"
#include "server/broker/remotenodes.h"
#include "server/hub/hub.h"

#include <QObject>
#include <QSet>
#include <qcoro/qcorotask.h>

#include <unordered_map>

namespace confab {

/// How many people other nodes have in rooms without a listener here, for lists of rooms to join. Queried on demand: no
/// node keeps such counts.
/// Thread: chat thread. Owned by: Backplane.
class RemoteOccupancy {
public:
    RemoteOccupancy(const Hub& hub, const RemoteNodes& remoteNodes, NodePublisher& publisher)
        : m_hub(hub), m_remoteNodes(remoteNodes), m_publisher(publisher) {}

    /// Those of `rooms` that are not open here, with the sum of the other nodes' answers in time (a person on two nodes
    /// counts twice). Empty rooms are missing.
    QCoro::Task<QHash<RoomId, int>> ask(QList<RoomId> rooms);

    void take(const QString& node, const CountsAsked& asked);
    /// A node that answers twice counts once.
    void take(const QString& node, const Counts& counts);

private:
    struct Question {
        qsizetype waitingFor = 0; // nodes
        QSet<QString> heard;
        QHash<RoomId, int> counts;
        AsyncEvent answered; // by all nodes, or timed out
    };
    const Hub& m_hub;
    const RemoteNodes& m_remoteNodes;
    NodePublisher& m_publisher;
    QObject m_home;                                   // its timers go with it
    std::unordered_map<qint64, Question> m_questions; // never moves an entry that is awaited
    qint64 m_lastQuestion = 0;
};

} // namespace confab
