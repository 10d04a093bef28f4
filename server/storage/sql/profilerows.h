// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/users.h"

/// What people tell others of themselves. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// UserStore::updateProfile().
Result<UserStore::ProfileOutcome> changeProfile(SqlConnection& db, const ProfileChange& change);
/// UserStore::setPresence().
Result<bool> changePresence(SqlConnection& db, UserId user, Availability choice, UtcTime now);
/// UserStore::wentOffline().
Status markSeen(SqlConnection& db, const QList<UserId>& users, UtcTime at);
/// UserStore::profiles().
Result<QList<User>> profilesOf(SqlConnection& db, const QList<UserId>& ids);
/// UserStore::byIds().
Result<QList<User>> usersFor(SqlConnection& db, const QList<UserId>& ids, UserId asker);
/// With the e-mail address and the presence that was chosen; nothing when there is no such account.
Result<std::optional<User>> ownProfile(SqlConnection& db, UserId id);

} // namespace confab
