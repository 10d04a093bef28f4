// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/retention.h"
#include "server/storage/sql/sqlconnection.h"

/// A person's traces. Every function runs inside the caller's transaction.
namespace confab {

/// RetentionStore::forgetName().
Status eraseName(SqlConnection& db, UserId user);
/// RetentionStore::erase().
Result<RetentionStore::Erased> eraseSlice(SqlConnection& db, UserId user, RetentionStore::Place from, UtcTime now);

/// What the messages say is gone, as with message.deleted; the index is changed once for all.
Status forgetMessages(SqlConnection& db, RoomId room, const QList<Seq>& seqs, UtcTime at);

/// The one value that a statement finds; Internal when it finds none.
template <class... V>
Result<QVariant> readOne(SqlConnection& db, const QString& sql, const V&... values) {
    Result<SqlRows> rows = db.run(sql, values...);
    if (!rows)
        return fail(std::move(rows.error()));
    return rows->next() ? Result<QVariant>(rows->integer(0)) : fail(ErrorKind::Internal);
}

} // namespace confab
