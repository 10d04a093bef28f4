// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"

/// Messages with their files, as the search and its index read them. Every function runs inside the caller's
/// transaction.
namespace confab {

class SqlConnection;

/// Those after `after`, oldest first.
Result<QList<Message>> messagesAbove(SqlConnection& db, RoomId room, Seq after, int limit);
/// Those before `below` and after `above`, newest first.
Result<QList<Message>> messagesBelow(SqlConnection& db, RoomId room, Seq below, Seq above, int limit);
/// Those of `seqs` that are messages, newest first.
Result<QList<Message>> messagesOf(SqlConnection& db, RoomId room, const QList<Seq>& seqs);
/// The last message before `below`: when it was sent; nothing: there is none.
Result<std::optional<UtcTime>> sentBefore(SqlConnection& db, RoomId room, Seq below);
/// A seq so that every message from it on was sent at `time` or later, as far as a room's times rise.
Result<Seq> firstSeqFrom(SqlConnection& db, RoomId room, UtcTime time, Seq last);

} // namespace confab
