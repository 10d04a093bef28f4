// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/logcursor.h"

namespace confab::client {

QList<Event> LogCursor::take(const Event& event) {
    return take(QList<Event>{event});
}

QList<Event> LogCursor::take(const QList<Event>& events) {
    QList<Event> ordered;
    for (const Event& event : events) {
        expect(event.seq);
        if (event.seq == m_last + 1) {
            ordered.append(event);
            m_last = event.seq;
            m_held.erase(event.seq);
            ordered.append(due());
        } else if (event.seq > m_last && m_held.size() < mostHeld) {
            m_held.emplace(event.seq, event);
        }
    }
    return ordered;
}

QList<Event> LogCursor::jumpTo(Seq last) {
    m_last = std::max(m_last, last);
    expect(m_last);
    m_held.erase(m_held.begin(), m_held.upper_bound(m_last));
    return due();
}

QList<Event> LogCursor::due() {
    QList<Event> events;
    for (auto next = m_held.begin(); next != m_held.end() && next->first == m_last + 1; next = m_held.erase(next)) {
        events.append(std::move(next->second));
        ++m_last;
    }
    return events;
}

} // namespace confab::client
