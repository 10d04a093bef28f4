// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"

/// What administrators read. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// AdminForbidden.
Status checkAdministrator(SqlConnection& db, UserId by);

Result<AccountsPage> accountInfos(SqlConnection& db, const AccountsAsked& asked);
Result<RoomInfosPage> roomInfos(SqlConnection& db, const RoomsAsked& asked);
Result<AuditPage> auditEntries(SqlConnection& db, const EntriesAsked& asked);
Result<ServerCounts> serverCounts(SqlConnection& db, const std::optional<NodeLease>& self);

} // namespace confab
