// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/bots.h"

/// What is to be delivered to outgoing webhooks: for each a place in its room's log, in its own row. Every function
/// runs inside the caller's transaction, with the promises of the BotStore's function that its comment names.
namespace confab {

class SqlConnection;

/// takeDue()
Result<DueHooks> takeDueHooks(SqlConnection& db, std::chrono::milliseconds hold, int limit);
/// delivered()
Status noteDelivered(SqlConnection& db, qint64 hook, Seq seq);
/// failed()
Status noteFailed(SqlConnection& db, qint64 hook, std::chrono::milliseconds pause,
                  std::chrono::milliseconds disableAfter);

} // namespace confab
