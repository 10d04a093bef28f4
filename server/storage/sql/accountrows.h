// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/users.h"

namespace confab {

class SqlConnection;

// The operator's changes of accounts, inside a transaction. A removed account is a row of users with an empty e-mail
// address.

Result<QList<AccountRow>> accountsAfter(SqlConnection& db, UserId after, int limit);
Status resetAccount(SqlConnection& db, UserId user, const QByteArray& passwordHash, UtcTime now);
Status removeAccount(SqlConnection& db, UserId user);
/// AuthExpired when the account was removed: a node may still serve it for some seconds.
Result<QString> activeUserName(SqlConnection& db, UserId user);

} // namespace confab
