// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"

#include <limits>

/// Whether a member may write for now: mutes, blocks between two, slow mode. Of the first two the end stands in
/// members.silent_until, which is read with the membership. Every function with `db` runs inside the caller's
/// transaction.
namespace confab {

class SqlConnection;
struct Membership;
struct NewEvent;

/// The end of a silence that does not end by itself.
inline constexpr UtcTime untilLifted{std::numeric_limits<qint64>::max()};

/// A silence that ends by then does not keep the event out: its time, but of a deletion, which is taken always, any.
UtcTime silenceLimit(const NewEvent& event);
bool isSilenced(const Membership& member, UtcTime limit);
/// RoomMuted with its end; UserBlocked in a direct room.
Error whySilenced(const Membership& member);
/// For an answer: makes the end of a mute, where there is one, of `silentUntil`. Whether there is a mute: in a direct
/// room there is none, and nobody is told of a block.
bool tellMute(RoomKind kind, std::optional<UtcTime>& silentUntil);
/// Called for a message once its room, which has slow mode, is locked: notes its time. RateLimited with the time to
/// wait: its author, who is neither owner nor moderator nor a bot, wrote just now. No member: nothing.
Status keepSlow(SqlConnection& db, const NewEvent& message, qint64 slowModeMs);

/// A room, or an account, is removed.
Status forgetRoom(SqlConnection& db, RoomId room);
Status forgetPerson(SqlConnection& db, UserId user);

} // namespace confab
