// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"
#include "common/protocol/room.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of being in a room now: entering, leaving the view, typing.
/// Thread: chat thread. Owned by: ChatService.
class Presence {
public:
    Presence(Storage& storage, Hub& hub, Backplane& backplane, const Clock& clock);

    QCoro::Task<Result<Entered>> handle(Caller caller, RoomEnter request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomExit request);
    QCoro::Task<Result<Empty>> handle(Caller caller, TypingSet request);

private:
    QCoro::Task<Status> checkTyping(Caller caller, TypingSet request);
    /// The answer to room.enter, once the caller has a seat.
    Result<Entered> finish(ConnectionId connection, RoomId room, quint64 entering, RoomLog::Entry entry);
    /// A caller that was refused because the room is full waits for a seat.
    tl::unexpected<Error> refused(ConnectionId connection, RoomId room, Error error);

    Storage& m_storage;
    Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
