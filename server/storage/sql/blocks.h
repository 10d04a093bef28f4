// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"

#include <QSet>

/// Whom people block. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

Result<QSet<UserId>> blockedBy(SqlConnection& db, UserId user);
/// Marks those of `users` whom `asker` blocks.
Status markBlocked(SqlConnection& db, UserId asker, QList<User>& users);
/// UserBlocked when one of `people` blocks `user`.
Status checkNotBlocked(SqlConnection& db, UserId user, const QList<UserId>& people);
/// When the room is a direct one of two: whom the other one blocks appends nothing to it.
Status silenceBlocked(SqlConnection& db, RoomId room);
/// BlockStore::setBlocked().
Result<std::optional<User>> setBlocked(SqlConnection& db, UserId by, UserId whom, bool on);

} // namespace confab
