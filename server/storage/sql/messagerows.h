// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/messages.h"

/// What MessageStore answers, out of the rows of `messages` and what belongs to them. Every function runs inside the
/// caller's transaction; the caller has checked the membership, and fills in MessagePage::asOf.
namespace confab {

class SqlConnection;
class SqlRows;

/// A row of messageColumns.
Message readMessage(const SqlRows& row, RoomId room);

/// Adds what is not in the rows of the messages: mentions, files, reactions as `reader` sees them, pins and answers.
Status completeMessages(SqlConnection& db, RoomId room, UserId reader, QList<Message>& messages);

/// MessageStore::history() and the other methods, of the same names.
Result<MessagePage> historyPage(SqlConnection& db, RoomId room, UserId reader, HistoryPlace place, int limit);
Result<MessagePage> threadPage(SqlConnection& db, RoomId room, UserId reader, Seq seq, Seq after, int limit);
Result<MessagePage> pinsPage(SqlConnection& db, RoomId room, UserId reader);
Result<MessagePage> messagesBySeqs(SqlConnection& db, RoomId room, UserId reader, const QList<Seq>& seqs);
Result<VersionsAnswer> messageVersions(SqlConnection& db, RoomId room, Seq seq);
Result<ReactorsAnswer> messageReactors(SqlConnection& db, RoomId room, Seq seq, const QString& emoji);

} // namespace confab
