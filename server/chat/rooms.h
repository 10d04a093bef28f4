// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/message.h"
#include "common/protocol/room.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/chat/roompasswords.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of rooms and of belonging to them.
/// Thread: chat thread. Owned by: ChatService.
class Rooms {
public:
    Rooms(Storage& storage, Hub& hub, Backplane& backplane, Passwords& passwords, const Clock& clock);

    QCoro::Task<Result<RoomAnswer>> handle(Caller caller, RoomCreate request);
    QCoro::Task<Result<RoomAnswer>> handle(Caller caller, RoomUpdate request);
    QCoro::Task<Result<RoomsPage>> handle(Caller caller, RoomList request);
    QCoro::Task<Result<RoomsAnswer>> handle(Caller caller, RoomFind request);
    QCoro::Task<Result<RoomAnswer>> handle(Caller caller, RoomJoin request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomLeave request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomDelete request);
    QCoro::Task<Result<MembersPage>> handle(Caller caller, RoomMembers request);
    QCoro::Task<Result<Unread>> handle(Caller caller, RoomMarkRead request);
    QCoro::Task<Result<Empty>> handle(Caller caller, RoomNotify request);

private:
    /// The request as storage takes it: texts normalised, the password hashed.
    QCoro::Task<Result<RoomSettings>> settingsOf(Caller caller, RoomUpdate request);
    /// Whether this person may join with this password.
    QCoro::Task<Status> admit(Caller caller, RoomJoin request, JoinFacts facts);

    Storage& m_storage;
    Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
    RoomPasswords m_passwords;
};

} // namespace confab
