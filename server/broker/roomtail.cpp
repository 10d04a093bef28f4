// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/roomtail.h"

#include "server/broker/limits.h"

namespace confab {

QList<NamedEvent> RoomTail::push(NamedEvent event) {
    const Seq seq = event.event.seq;
    if (seq <= m_position)
        return {};
    raiseHead(seq);
    if (seq > m_position + 1) {
        if (m_buffered.size() < limits::eventsBuffered)
            m_buffered.emplace(seq, std::move(event));
        return {};
    }
    QList<NamedEvent> ready{std::move(event)};
    m_position = seq;
    m_buffered.erase(m_buffered.begin(), m_buffered.upper_bound(m_position));
    for (auto it = m_buffered.begin(); it != m_buffered.end() && it->first == m_position + 1;
         it = m_buffered.erase(it)) {
        ready.append(std::move(it->second));
        ++m_position;
    }
    return ready;
}

} // namespace confab
