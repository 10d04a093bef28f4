// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/move/movedtable.h"
#include "server/storage/sql/move/tabledigest.h"

#include <functional>

namespace confab {

/// Takes how many rows of a table are done.
using RowProgress = std::function<void(qint64 rows)>;

/// Copies all rows, page by page, between connections that are each in a transaction. The digest of what was read.
/// Unavailable in the database's words; also when fewer rows came than the table has.
/// Thread: that of both connections.
Result<TableDigest> copyTable(SqlConnection& from, SqlConnection& to, const MovedTable& table,
                              const RowProgress& progress = {});

/// The digest of what the table has.
Result<TableDigest> digestOf(SqlConnection& db, const MovedTable& table, const RowProgress& progress = {});

/// The highest key that the table has given or holds; 0: none.
Result<qint64> highestKey(SqlConnection& db, const MovedTable& table);
/// The next key that the table gives is higher.
Status setHighestKey(SqlConnection& db, const MovedTable& table, qint64 key);

} // namespace confab
