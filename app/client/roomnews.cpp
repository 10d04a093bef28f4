// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/roomnews.h"

#include "common/protocol/roomchange.h"
#include "common/protocol/unread.h"

namespace confab::client {

bool mayChangeMentions(const Room& room, const RoomActivity& activity, UserId me, Seq seen) {
    // As many as a message lists: "@room" in a large one. Whether it calls the user, the server knows.
    const auto isCut = [&](const std::optional<QList<UserId>>& mentions) {
        return mentions && mentions->size() >= limits::mentionsListed && !mentions->contains(me);
    };
    if (activity.message && activity.message->by != me && isCut(activity.message->mentions))
        return room.kind != RoomKind::Direct;
    if (!activity.changed || activity.changed->target <= seen)
        return false;
    const std::optional<QList<UserId>>& now = activity.changed->mentions;
    return room.mentions > 0 || isCut(now) || (now && now->contains(me));
}

void takeActivity(Room& room, const RoomActivity& activity, const RoomReader& reader) {
    applyTo(room, activity, reader.me);
    if (!activity.message || activity.message->seq <= reader.seen)
        return;
    const int mentions = room.mentions;
    countUnread(room, *activity.message, reader.me);
    if (reader.isBlocked)
        room.mentions = mentions; // nobody calls the user who is blocked
}

} // namespace confab::client
