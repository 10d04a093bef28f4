// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QStringList>

namespace confab {

class SqlConnection;

/// Every text, case folded, that stands after an '@' of `body` and could be the name of somebody mentioned: it ends
/// where no letter or digit follows, and has no line break in it. Each once, at most limits::mentionCandidates.
QStringList mentionCandidates(const QString& body);

/// Inside a transaction: notes which members of the room, but for the sender, `body` mentions.
Done insertMentions(SqlConnection& db, RoomId room, Seq seq, UserId by, const QString& body);

} // namespace confab
