// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QString>

namespace confab {

class SqlConnection;

/// Inside a transaction: notes which members of the room, but for the sender, `body` mentions.
Done insertMentions(SqlConnection& db, RoomId room, Seq seq, UserId by, const QString& body);

} // namespace confab
