// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/hub/hub.h"
#include "server/storage/storage.h"

#include <QTimer>

#include <chrono>

namespace confab {

/// Keeps when people were last connected. Those who went are written together some seconds later, so a line that breaks
/// for a moment costs nothing, and the end of many connections one write. A node that is killed writes nothing.
/// Thread: chat thread. Owned by: Backplane.
class LastSeen {
public:
    /// Of the time that is told.
    static constexpr std::chrono::seconds exactness{10};

    LastSeen(Storage& storage, Hub& hub, const Clock& clock);

    void came(UserId user) { m_gone.remove(user); }
    void went(UserId user);
    /// The node stops: everybody who is connected goes.
    QCoro::Task<> leave();

private:
    QCoro::Task<> write();

    Storage& m_storage;
    Hub& m_hub;
    const Clock& m_clock;
    QSet<UserId> m_gone;
    QTimer m_timer;
};

} // namespace confab
