// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/invite.h"
#include "server/storage/rolerule.h"
#include "server/storage/rooms.h"
#include "server/storage/users.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// Whether a member with this role may invite to a room of this kind. `isOpen`: anybody may join it, since it is public
/// and has no password.
using InviteRule = bool (*)(Role, RoomKind, bool isOpen);

struct NewInvite {
    Secret code; ///< random
    RoomId room;
    UserId by;
    UtcTime at;
    std::optional<UtcTime> expiresAt = std::nullopt; ///< none: it does not end by itself
    std::optional<int> uses = std::nullopt;          ///< none: any number
};

/// The invitations of rooms, each known by its code. One has ended when its time is over, it was used up or revoked,
/// its room was deleted or is archived, or `may` says that its maker may no longer invite there, as when they are no
/// member any more; what has ended is not found by any method. An answer's Invite has no `url`.
class InviteStore {
public:
    virtual ~InviteStore() = default;
    /// RoomNotFound, RoomNotMember as RoomLog has them; RoomForbidden: `may` says so, the room is archived, or has
    /// limits::invitesPerRoom.
    virtual QCoro::Task<Result<Invite>> make(NewInvite invite, InviteRule may) = 0;
    /// The latest first: all of the room's when `mayAll` says so of the caller's role, else their own. RoomNotFound,
    /// RoomNotMember.
    virtual QCoro::Task<Result<QList<Invite>>> list(RoomId room, UserId caller, UtcTime now, RoleRule mayAll,
                                                    InviteRule may) = 0;
    /// Likewise of whose. RoomNotFound, RoomNotMember, InviteNotFound.
    virtual QCoro::Task<Status> revoke(RoomId room, Secret code, UserId by, RoleRule mayAll) = 0;
    /// InviteNotFound.
    virtual QCoro::Task<Result<InvitedTo>> look(Secret code, UtcTime now, InviteRule may) = 0;
    /// RoomStore::join() by a code, which a new member uses up once. InviteNotFound.
    virtual QCoro::Task<Result<RoomChange>> accept(Secret code, UserId user, UtcTime now, InviteRule may) = 0;
    struct Welcome {
        User user;
        QList<Event> events; ///< of joining
    };
    /// UserStore::create() of somebody who accepts at once: both, or neither.
    virtual QCoro::Task<Result<Welcome>> createUser(NewUser user, Secret code, InviteRule may) = 0;
};

} // namespace confab
