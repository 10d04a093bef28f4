// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace confab {

/// What administrators may set while the server runs, as it is on this node: as the configuration says explicitly,
/// else as the database has it, else by default. Another node's change is there after limits::nodeRenewal at most.
/// Thread: chat thread. Owned by: ChatService.
class LiveSettings : public QObject {
    Q_OBJECT

public:
    /// `configured`: with `fixed`, the members that the operator's configuration sets. `store` outlives this, and
    /// resumes its coroutines on this thread.
    LiveSettings(AdminStore& store, ServerSettings configured);

    const ServerSettings& now() const { return m_now; }
    bool isFixed(const char* member) const;

    /// As the database has them now.
    QCoro::Task<Result<ServerSettings>> read();
    /// These were stored.
    void take(const StoredSettings& stored);

    /// From here on other nodes' changes are taken over, and the others can read how many people are connected here.
    void follow(NodeLease self, std::function<int()> people);

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<> look();

    AdminStore& m_store;
    const ServerSettings m_configured;
    ServerSettings m_now;
    std::optional<NodeLease> m_self;
    std::function<int()> m_people;
    int m_noted = -1; // how many people the database has
    QTimer m_timer;
};

} // namespace confab
