// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/bots.h"

/// The rows of bots and of what signs in by a token. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// A user without a password under this key, which takes the place of the e-mail address: people's have an '@'.
/// EmailTaken.
Result<UserId> insertBotUser(SqlConnection& db, const QString& name, const QString& key, UtcTime at);
/// Its session and its token.
Result<SessionId> insertToken(SqlConnection& db, UserId bot, const QByteArray& tokenHash, UtcTime at);
/// BotStore::create().
Result<BotRow> insertBot(SqlConnection& db, const NewBot& bot, RoleRule may);
/// BotStore::renew(); of an incoming webhook's bot, too.
Result<SessionId> renewToken(SqlConnection& db, UserId bot, const QByteArray& tokenHash, UtcTime at);
/// BotStore::byToken().
Result<BotSession> sessionOfToken(SqlConnection& db, const QByteArray& tokenHash);
/// BotStore::byName().
Result<std::optional<BotRow>> botByName(SqlConnection& db, const QString& name);
/// BotStore::list().
Result<QList<BotRow>> botsAfter(SqlConnection& db, UserId after, int limit);
/// BotStore::madeBy().
Result<QList<BotRow>> botsMadeBy(SqlConnection& db, UserId by);
/// BotStore::inRoomsOf().
Result<QList<BotRow>> botsInRoomsOf(SqlConnection& db, UserId owner, RoleRule may, int limit);
/// BotStore::takeRights().
Result<BotRow> takeBotRights(SqlConnection& db, UserId bot, RoomId room, UserId by, UtcTime at, RoleRule may);
/// BotStore::remove(); of a webhook's bot, too.
Status removeBot(SqlConnection& db, UserId bot);

} // namespace confab
