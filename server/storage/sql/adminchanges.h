// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"

/// What administrators change of accounts, and the links for who has lost the password. Every function runs inside the
/// caller's transaction.
namespace confab {

class SqlConnection;

/// AdminStore::setUser().
Result<AdminStore::UserChange> setUserAs(SqlConnection& db, const Deed& deed, const AdminSetUser& change);
/// Whether it was another one before.
Result<bool> setServerRole(SqlConnection& db, UserId user, ServerRole role);
/// Those of the account that are signed in, which end.
Result<QList<SessionId>> endSessionsOf(SqlConnection& db, UserId user, UtcTime now);

/// AdminStore's, of the same names.
Status makeResetLink(SqlConnection& db, const Deed& deed, const NewResetLink& link);
Status lookAtResetLink(SqlConnection& db, const QByteArray& hash, UtcTime now);
Result<QList<SessionId>> useResetLink(SqlConnection& db, const QByteArray& hash, const QByteArray& passwordHash,
                                      UtcTime now);
/// What a person has of them: with another password, and with the account's end.
Status voidResetLinks(SqlConnection& db, UserId user);

} // namespace confab
