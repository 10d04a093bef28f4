// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/membership.h"

namespace confab {

QCoro::Task<Status> checkMember(const Hub& hub, Storage& storage, Caller caller, RoomId room) {
    if (hub.connections().isMember(caller.connection, room))
        co_return Status();
    Result<RoomLog::Entry> entry = co_await storage.log().enter(room, caller.identity.user, {}, 1);
    if (!entry)
        co_return fail(std::move(entry.error()));
    co_return Status();
}

} // namespace confab
