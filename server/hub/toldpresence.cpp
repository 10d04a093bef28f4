// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hub/toldpresence.h"

#include "server/hub/hub.h"

namespace confab {

std::optional<Availability> toldPresence(const Hub& hub, UserId who, std::optional<Availability> choice, UserId reader,
                                         bool isHere) {
    if (!choice || who == reader)
        return choice;
    const bool isConnected = isHere || hub.connections().isOnline(who);
    // Who is invisible is told as anybody who has no connection here.
    return isConnected && *choice != Availability::Offline ? choice : hub.connections().elsewhere();
}

void tellPresence(const Hub& hub, User& user, UserId reader, bool isHere) {
    user.presence = toldPresence(hub, user.id, user.presence, reader, isHere);
    if (user.id == reader || user.presence != Availability::Offline)
        user.lastSeenAt.reset();
}

Room toldRoom(const Hub& hub, Room room) {
    if (!room.people)
        return room;
    const Occupants* here = hub.rooms().occupants(room.id);
    for (User& user : *room.people)
        tellPresence(hub, user, UserId{}, here && here->contains(user.id));
    return room;
}

} // namespace confab
