// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/search.h"

/// The index as rows of `search_rooms` and `search_grams`. Every function runs inside the caller's transaction; those
/// that write need the room's lock.
namespace confab {

class SqlConnection;

/// SearchStore::indexSlice(); takes the lock. RoomNotFound.
Result<bool> indexSlice(SqlConnection& db, RoomId room);
/// Before the message's row changes: its body becomes this one.
Status indexEdit(SqlConnection& db, RoomId room, Seq seq, const QString& body);
/// Before the message's row and those of its files change: it has no text any more.
Status indexDeletion(SqlConnection& db, RoomId room, Seq seq);
/// Likewise, of messages that have one.
Status indexDeletions(SqlConnection& db, RoomId room, const QList<Seq>& seqs);
/// The room is no more.
Status forgetIndex(SqlConnection& db, RoomId room);
/// SearchStore::backlog().
Result<SearchBacklog> readBacklog(SqlConnection& db);

} // namespace confab
