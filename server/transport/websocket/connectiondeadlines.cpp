// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/websocket/connectiondeadlines.h"

#include <algorithm>

namespace confab {

ConnectionDeadlines::ConnectionDeadlines(const TransportLimits& limits, bool isWatched, qint64 now)
    : m_limits(limits), m_pingAfter(isWatched ? limits.watchedPingAfter : limits.pingAfter),
      m_deadAfter(isWatched ? limits.watchedDeadAfter : limits.deadAfter), m_heardAt(now) {}

void ConnectionDeadlines::closeAfter(qint64 at, CloseCode code, const QString& reason) {
    m_closeAfter = at;
    m_closing = {code, reason};
}

void ConnectionDeadlines::keepOpen() {
    m_closeAfter = kNever;
    m_closing.reason = QString();
}

void ConnectionDeadlines::startClosing(qint64 hangUpAt) {
    m_isClosing = true;
    m_hangUpAt = hangUpAt;
}

qint64 ConnectionDeadlines::next(std::optional<qint64> unfinishedSince) const {
    if (m_isClosing)
        return m_hangUpAt;
    qint64 at = std::min(m_heardAt + m_deadAfter.count(), m_closeAfter);
    at = std::min(at, m_heardAt + (m_pings + 1) * m_pingAfter.count());
    if (unfinishedSince)
        at = std::min(at, *unfinishedSince + m_limits.frameTime.count());
    return at;
}

ConnectionDeadlines::Due ConnectionDeadlines::due(qint64 now, std::optional<qint64> unfinishedSince) {
    if (m_isClosing)
        return Due::HangUp;
    if (now >= m_closeAfter)
        return Due::CloseAfter;
    if (unfinishedSince && now >= *unfinishedSince + m_limits.frameTime.count())
        return Due::Unfinished;
    if (now >= m_heardAt + m_deadAfter.count())
        return Due::Dead;
    ++m_pings;
    return Due::Ping;
}

} // namespace confab
