// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"

namespace confab {

class SqlConnection;

/// Inside a transaction: FileStore::readable().
Result<StoredFile> readableFile(SqlConnection& db, const QString& id, UserId reader);

/// Inside a transaction: a file that something shows, which counts for who has it, without a bound.
Status insertFile(SqlConnection& db, const StoredFile& file);

/// Inside a transaction: something shows the file from here on.
Status holdFile(SqlConnection& db, const QString& id);
/// Inside a transaction, when something does not show the file any more: one that nothing shows is forgotten by the
/// next sweep.
Status loosenFile(SqlConnection& db, const QString& id);
/// The same for all that the room's messages carry, and for its picture.
Status loosenRoomFiles(SqlConnection& db, RoomId room);

} // namespace confab
