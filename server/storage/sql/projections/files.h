// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/eventdata.h"
#include "server/storage/sql/projections/mentions.h"

namespace confab {

class SqlConnection;
class SqlRows;

/// Inside a transaction: the message `seq` of this author carries its files from here on. They get the names, types and
/// sizes that they were stored with. FileNotFound for one that the author can't read.
Status carryFiles(SqlConnection& db, RoomId room, Seq seq, UserId by, MessagePosted& posted);
/// Likewise, as file `position` of the message: its row alone.
Status insertCarried(SqlConnection& db, RoomId room, Seq seq, qsizetype position, const File& file);
/// The message carries no file any more; those that no other does are forgotten by the next sweep.
Status loosenFiles(SqlConnection& db, RoomId room, Seq seq);

/// Selects the files of the messages `first` to `last` of a room, by these three values: rows for addFile().
const QString& filesBetween();
/// Likewise, of the messages of a room, its first value, for which this holds.
QString filesWhere(const QString& condition);
/// Adds the row's file to the message whose seq is its first column.
void addFile(MessageContent& content, const SqlRows& row);
/// Of the messages of a page of the log, in the order of seq, rising or falling.
Status addFiles(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts);

} // namespace confab
