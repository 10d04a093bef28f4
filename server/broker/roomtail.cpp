// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/roomtail.h"

#include "server/broker/limits.h"

namespace confab {

QList<NamedEvent> RoomTail::offer(NamedEvent event) {
    const Seq seq = event.event.seq;
    if (seq <= m_position)
        return {};
    mustReach(seq);
    if (seq > m_position + 1) {
        if (m_aside.size() < limits::eventsAside)
            m_aside.emplace(seq, std::move(event));
        return {};
    }
    QList<NamedEvent> ready{std::move(event)};
    m_position = seq;
    m_aside.erase(m_aside.begin(), m_aside.upper_bound(m_position));
    for (auto it = m_aside.begin(); it != m_aside.end() && it->first == m_position + 1; it = m_aside.erase(it)) {
        ready.append(std::move(it->second));
        ++m_position;
    }
    return ready;
}

} // namespace confab
