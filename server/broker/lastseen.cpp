// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/lastseen.h"

namespace confab {

LastSeen::LastSeen(Storage& storage, Hub& hub, const Clock& clock) : m_storage(storage), m_hub(hub), m_clock(clock) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(exactness);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { write(); });
}

void LastSeen::went(UserId user) {
    m_gone.insert(user);
    if (!m_timer.isActive())
        m_timer.start();
}

QCoro::Task<> LastSeen::write() {
    m_timer.stop();
    const QSet<UserId> gone = std::exchange(m_gone, {});
    if (gone.isEmpty())
        co_return;
    QList<UserId> users(gone.begin(), gone.end());
    const Status written = co_await m_storage.users().wentOffline(std::move(users), m_clock.now());
    if (written)
        co_return;
    for (const UserId user : gone) { // with those who go next
        if (!m_hub.connections().isOnline(user))
            m_gone.insert(user);
    }
}

QCoro::Task<> LastSeen::leave() {
    const QList<UserId> connected = m_hub.connections().users();
    for (const UserId user : connected)
        m_gone.insert(user);
    co_await write();
}

} // namespace confab
