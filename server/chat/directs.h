// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/account.h"
#include "common/protocol/room.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of finding people and of talking to them directly.
/// Thread: chat thread. Owned by: ChatService.
class Directs {
public:
    Directs(Storage& storage, Hub& hub, Backplane& backplane, const Clock& clock)
        : m_storage(storage), m_hub(hub), m_backplane(backplane), m_clock(clock) {}

    QCoro::Task<Result<RoomAnswer>> handle(Caller caller, DirectOpen request);
    QCoro::Task<Result<UsersAnswer>> handle(Caller caller, UserFind request);

private:
    Storage& m_storage;
    Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
