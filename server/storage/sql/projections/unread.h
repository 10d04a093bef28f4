// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/storage/rooms.h"
#include "server/storage/sql/columns.h"

/// What a member has not read. It is counted when it is asked for, from `messages`, `mentions` and the member's
/// read_seq, so that appending a message costs nothing for each member.
namespace confab {

/// Read by their place in unreadList(), whose SQL is long.
inline constexpr auto unreadColumns =
    std::tuple{column("unread", &UnreadFigures::unread), column("mentions", &UnreadFigures::mentions)};
/// The unreadColumns of the row of members `me`.
QString unreadList();
/// What counts as a mention: in a direct room every message does.
inline int mentionsIn(RoomKind kind, const UnreadFigures& figures) {
    return kind == RoomKind::Direct ? figures.unread : figures.mentions;
}
/// The unread counts of a member who has read up to `readSeq`.
Result<UnreadFigures> unreadAfter(SqlConnection& db, RoomId room, UserId user, Seq readSeq);

} // namespace confab
