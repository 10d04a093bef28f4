// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/content.h"

#include <QHash>
#include <QString>

#include <vector>

namespace confab {

class SqlConnection;

/// Inside a transaction: notes which members of the room, but for the sender, `body` mentions. The answer has them by
/// id.
Result<QList<UserId>> insertMentions(SqlConnection& db, RoomId room, Seq seq, UserId by, const QString& body);
/// The content of the message `seq`, whose mentions are to be filled in.
struct MentioningText {
    Seq seq = 0;
    MessageContent* content = nullptr;
};
/// Of a page's messages, in the order of seq, rising or falling.
Status addMentions(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts);
/// The mentions in the room's messages `first` to `last`, by seq: for each as many as a message lists.
Result<QHash<Seq, QList<UserId>>> mentionsBetween(SqlConnection& db, RoomId room, Seq first, Seq last);
/// As a message carries them: nothing for none, and at most limits::mentionsListed.
std::optional<QList<UserId>> listedMentions(QList<UserId> mentioned);

} // namespace confab
