// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/moderation.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of keeping a room in order: roles, mutes, putting people out, bans.
/// Thread: chat thread. Owned by: ChatService.
class Moderation {
public:
    Moderation(Storage& storage, Backplane& backplane, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_clock(clock) {}

    QCoro::Task<Result<Empty>> handle(Caller caller, RoomSetRole request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomKick request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomBan request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomMute request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomUnban request);
    QCoro::Task<Result<BansAnswer>> handle(Caller caller, RoomBans request);

private:
    QCoro::Task<Result<Empty>> putOut(Caller caller, Expulsion expulsion);

    Storage& m_storage;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
