// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/present.h"

#include "server/hub/hub.h"

#include <QSet>

#include <algorithm>

namespace confab {

QList<UserId> presentMembers(const Hub& hub, RoomId room) {
    const Connections& connections = hub.connections();
    QSet<UserId> present;
    for (const UserId user : connections.users()) {
        if (connections.isHidden(user))
            continue;
        const QList<ConnectionId> own = connections.ofUser(user);
        if (std::ranges::any_of(own, [&](ConnectionId one) { return connections.isMember(one, room); }))
            present.insert(user);
    }
    if (const Occupants* here = hub.rooms().occupants(room)) {
        for (const User& user : here->everybody())
            present.insert(user.id);
    }
    return {present.cbegin(), present.cend()};
}

} // namespace confab
