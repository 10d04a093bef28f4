// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/bots.h"

/// The rows of webhooks. Every function runs inside the caller's transaction, with the promises of the BotStore's
/// function that its comment names.
namespace confab {

class SqlConnection;

/// addHook()
Result<HookChange> insertHook(SqlConnection& db, const NewHook& hook, RoleRule may);
/// hooksOf()
Result<QList<Hook>> hooksOfRoom(SqlConnection& db, RoomId room, UserId by, RoleRule may);
/// hooks()
Result<QList<Hook>> hooksAfter(SqlConnection& db, qint64 after, int limit);
/// renewHook()
Result<HookChange> renewHookSecret(SqlConnection& db, const HookSecrets& fresh, std::optional<UserId> by, RoleRule may);
/// removeHook()
Result<HookChange> deleteHook(SqlConnection& db, RoomId room, qint64 hook, std::optional<UserId> by, UtcTime at,
                              RoleRule may);

} // namespace confab
