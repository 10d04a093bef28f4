// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/logdelivery.h"

#include "server/broker/putout.h"

namespace confab {

void LogDelivery::next(const NamedEvent& event) {
    m_hub.publishEvent(event.event, event.byName);
    if (event.isOwn)
        return;
    const RoomId room = event.event.room;
    if (const auto* left = std::get_if<MemberLeft>(&event.event.data))
        m_membershipSync.take(BelongingChanged{left->user, room, false, putOutBy(*left, event.byName)});
    else if (const auto* joined = std::get_if<MemberJoined>(&event.event.data))
        m_membershipSync.take(BelongingChanged{joined->user, room, true});
}

} // namespace confab
