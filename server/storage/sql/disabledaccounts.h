// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

/// A disabled account has a mark before its password's hash, as in /etc/shadow: no password matches it, and the hash
/// behind it is good again when the mark goes. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// SQL that is true of a disabled row of `users`, which `table` names; has one `?`, for disabledMark().
QString isDisabledSql(const QString& table);
const QByteArray& disabledMark();

/// AuthInvalid, as for a wrong password, when the account is disabled, or has another hash than `proven`, unless that
/// is empty.
Status checkEnabled(SqlConnection& db, UserId user, const QByteArray& proven = {});
/// Whether it was not before.
Result<bool> markDisabled(SqlConnection& db, UserId user);
/// Likewise of the other way.
Result<bool> unmarkDisabled(SqlConnection& db, UserId user);

} // namespace confab
