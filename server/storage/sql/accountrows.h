// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/columns.h"
#include "server/storage/users.h"

namespace confab {

/// Whether there is a second factor, of a row of the table that a statement calls `users`: 1, or NULL.
inline constexpr const char* mfaColumn =
    "(SELECT f.is_on FROM second_factors f WHERE f.user_id = users.id AND f.is_on = 1)";

/// The role on the server, likewise: NULL of a member.
inline constexpr const char* serverRoleColumn = "NULLIF(users.role, 'member')";

/// A row of the table that a statement calls `users`, as its owner and the operator see it.
inline constexpr auto userColumns =
    std::tuple{column("id", &User::id),   column("name", &User::name),   column("email", &User::email),
               column("bot", &User::bot), column(mfaColumn, &User::mfa), column(serverRoleColumn, &User::role)};

// The operator's changes of accounts, inside a transaction. A removed account is a row of users with an empty e-mail
// address.

Result<QList<AccountRow>> accountsAfter(SqlConnection& db, UserId after, int limit);
Status resetAccount(SqlConnection& db, UserId user, const QByteArray& passwordHash, UtcTime now);
/// By its owner: the sessions that it ended, all but `keep`. AuthExpired when that one has ended.
Result<QList<SessionId>> changeOwnPassword(SqlConnection& db, UserId user, const QByteArray& passwordHash,
                                           SessionId keep, UtcTime now);
/// By its owner. EmailTaken.
Status changeOwnEmail(SqlConnection& db, UserId user, const QString& email, const QString& foldedEmail);
Status removeAccount(SqlConnection& db, UserId user);
/// removeAccount() by its owner, who is erased from here on: UserStore::end().
Result<QList<SessionId>> endAccount(SqlConnection& db, UserId user);
/// AuthExpired when the account was removed: a node may still serve it for some seconds.
Result<QString> activeUserName(SqlConnection& db, UserId user);

} // namespace confab
