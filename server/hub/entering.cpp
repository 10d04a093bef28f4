// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/entering.h"

#include "common/protocol/eventeffect.h"
#include "common/protocol/limits.h"

#include <algorithm>

namespace confab {

namespace {

// More than can be published while one page is read.
constexpr qsizetype keptEvents = limits::eventsPerPage;

} // namespace

void Entering::keep(const Event& event, const QString& byName) {
    if (m_wantsEvents && m_events.size() < keptEvents)
        m_events.append({event, byName});
    else
        m_overflowed = true;
    m_lastSeq = event.seq;
    m_membersChanged = m_membersChanged || memberChange(event.data) != 0;
}

void Entering::addTo(Entered& snapshot) const {
    // A page that stops before the end of its snapshot is continued by the client anyway.
    const bool pageReachesEnd = m_wantsEvents && !snapshot.more;
    for (const Kept& kept : m_events) {
        if (kept.event.seq <= snapshot.lastSeq || !pageReachesEnd)
            continue;
        if (snapshot.events.size() >= limits::eventsPerPage) {
            snapshot.more = true;
            break;
        }
        snapshot.events.append(kept.event);
        const auto isAuthor = [&](const User& user) { return user.id == kept.event.by; };
        if (std::none_of(snapshot.users.begin(), snapshot.users.end(), isAuthor))
            snapshot.users.append(User{kept.event.by, kept.byName, {}});
    }
    if (m_membersChanged)
        snapshot.members.reset(); // counted before or after these events; the client applies them
    snapshot.lastSeq = std::max(snapshot.lastSeq, m_lastSeq);
    snapshot.more = snapshot.more || (m_wantsEvents && m_overflowed);
}

} // namespace confab
