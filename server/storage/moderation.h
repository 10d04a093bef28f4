// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/moderation.h"
#include "server/storage/rolerule.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// A role that somebody is to have.
struct NewRole {
    RoomId room;
    UserId user;
    Role role = Role::Member;
    UserId by;
    UtcTime at;
};

/// Somebody who is to be no member of a room any more.
struct Expulsion {
    RoomId room;
    UserId user;
    UserId by;
    UtcTime at;
    std::optional<QString> note;                 ///< normalised
    bool isBan = false;                          ///< they may not come back, whether they were a member or not
    std::optional<UtcTime> until = std::nullopt; ///< of a ban that ends
};

/// Whether a member is to write, and from when on.
struct Muting {
    RoomId room;
    UserId user;
    UserId by;
    UtcTime at;
    bool on = true;               ///< they may not; else what there is, is lifted
    std::optional<UtcTime> until; ///< when it ends by itself
};

/// The roles of a room's members, who may not write, and who may not be one. Every method: RoomNotFound, RoomNotMember
/// as RoomLog has them; RoomForbidden when `may` says so of the role of `by` (and of the one whom it is about, who
/// counts as Role::Member when they are none).
class ModerationStore {
public:
    virtual ~ModerationStore() = default;
    /// Event member.role, unless it is so already. InputInvalid: `user` is no member. RoomForbidden also for a bot,
    /// whose rights decide, and when the room would have no owner.
    virtual QCoro::Task<Result<QList<Event>>> setRole(NewRole role, RoleRule may) = 0;
    /// Event member.left when `user` was a member. A ban replaces an earlier one. InputInvalid: there is no such
    /// account. RoomForbidden also for a bot, and when a room has limits::bansPerRoom.
    virtual QCoro::Task<Result<QList<Event>>> putOut(Expulsion expulsion, TargetRule may) = 0;
    /// Event member.muted, unless it is so already; an earlier mute is replaced. It outlives the membership, and ends
    /// when its time has come or `user` becomes an owner. InputInvalid: `user` is no member; to lift a mute they need
    /// not be one. RoomForbidden also for a bot, and when a room has limits::bansPerRoom.
    virtual QCoro::Task<Result<QList<Event>>> mute(Muting muting, TargetRule may) = 0;
    /// Whether a member may write at that time: RoomMuted, with its end; UserBlocked in a direct room.
    virtual QCoro::Task<Status> checkMayWrite(RoomId room, UserId user, UtcTime at) = 0;
    /// Nothing happens when there is no ban.
    virtual QCoro::Task<Status> liftBan(RoomId room, UserId user, UserId by, RoleRule may) = 0;
    /// Those that have not ended at `now`, of people with ids greater than `after`: as many as fit into one answer.
    virtual QCoro::Task<Result<BansAnswer>> bans(RoomId room, UserId caller, UserId after, UtcTime now,
                                                 RoleRule may) = 0;
};

} // namespace confab
