// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/content.h"

#include <QString>

#include <vector>

namespace confab {

class SqlConnection;

/// A text whose mentions are to be noted.
struct MentioningBody {
    RoomId room;
    Seq seq = 0; ///< of its message
    UserId by;
    const QString& body;
    const QList<UserId>& present; ///< whom "@here" calls
    const QList<UserId>& meant;   ///< of members with one name: those whom it means; without one of them it means all
};
/// Inside a transaction: notes which members of the room, but for the author, the text mentions: by name, all of them
/// for "@room", those who are present for "@here". The answer has those whom a message lists, by id.
Result<QList<UserId>> insertMentions(SqlConnection& db, const MentioningBody& text);
/// The people whom a message mentions, by id, at most `most`.
Result<QList<UserId>> mentionedBy(SqlConnection& db, RoomId room, Seq seq, int most);
/// The content of the message `seq`, whose mentions are to be filled in.
struct MentioningText {
    Seq seq = 0;
    MessageContent* content = nullptr;
};
/// Of a page's messages: for each as many as it lists.
Status addMentions(SqlConnection& db, RoomId room, const std::vector<MentioningText>& texts);
/// As a message carries them: nothing for none, and at most limits::mentionsListed.
std::optional<QList<UserId>> listedMentions(QList<UserId> mentioned);

} // namespace confab
