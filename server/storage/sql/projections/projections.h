// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

/// The traces that the events of a log leave in other tables, in the transaction that appends them. One function for
/// each kind; a kind without one does not compile.
namespace confab {

class SqlConnection;

// ---- messages.cpp: a message is a row of `messages`, and of no other table

/// SQL that inserts a message, but not one that its author sent before; and not a non-member's.
const QString& messageInsertByAnyone();
const QString& messageInsertByMember();
/// Whether it was inserted: a non-member's message is not, nor one that its sender sent before. With several writers,
/// membership is checked when the room is locked, not before; a single writer knows it already.
Result<bool> insertMessage(SqlConnection& db, const Event& event, const MessagePosted& posted);
/// Why it was not: the author is no member, the message exists already, or the clientId is another message's.
Result<RoomLog::Appended> messageNotInserted(SqlConnection& db, const Event& event, const MessagePosted& posted);
/// For an event that the room does not take for now: the first answer, when it is a message that the room took before;
/// else `refusal`.
Result<RoomLog::Appended> sentBefore(SqlConnection& db, const NewEvent& fresh, Error refusal);
/// Adds the answer, which is inserted, to the chain of `posted.replyTo`, and the thread to `posted`. InputInvalid: that
/// is no message of the room, or was deleted.
Status addToThread(SqlConnection& db, const Event& event, MessagePosted& posted);
/// Checks replyTo, and adds the thread and the mentions to `posted`. `present`: whom "@here" calls.
Status project(SqlConnection& db, const Event& event, MessagePosted& posted, const QList<UserId>& present);

// ---- changes.cpp: what became of a message; checkChange() was asked before

/// Adds the mentions to `edited`. Where the text had "@here" before, those whom it mentioned then are called, not
/// `present`: an edit of some words does not call people anew.
Status project(SqlConnection& db, const Event& event, MessageEdited& edited, const QList<UserId>& present);
Status project(SqlConnection& db, const Event& event, const MessageDeleted& deleted);
/// The message is deleted, but for its entries of the index: indexDeletions().
Status forgetContent(SqlConnection& db, RoomId room, Seq seq, UtcTime at);
Status project(SqlConnection& db, const Event& event, const ReactionAdded& added);
Status project(SqlConnection& db, const Event& event, const ReactionRemoved& removed);
Status project(SqlConnection& db, const Event& event, const MessagePinned& pinned);
Status project(SqlConnection& db, const Event& event, const MessageUnpinned& unpinned);

// ---- members.cpp: who belongs to the room, and how many

/// The new member has read everything up to here.
Status project(SqlConnection& db, const Event& event, const MemberJoined& joined);
Status project(SqlConnection& db, const Event& event, const MemberLeft& left);
/// An owner may write: nobody could lift their mute.
Status project(SqlConnection& db, const Event& event, const MemberRole& changed);
Status project(SqlConnection& db, const Event& event, const MemberMuted& muted);

// ---- those that leave none

inline Status project(SqlConnection&, const Event&, const RoomCreated&) {
    return {};
}
/// Who appends it has changed the room, since the event does not tell a password.
inline Status project(SqlConnection&, const Event&, const RoomUpdated&) {
    return {};
}
inline Status project(SqlConnection&, const Event&, const UnknownEvent&) {
    return {};
}

/// By its kind. `present`: NewEvent::present.
inline Status project(SqlConnection& db, Event& event, const QList<UserId>& present = {}) {
    return std::visit(
        [&](auto& data) {
            if constexpr (requires { project(db, event, data, present); })
                return project(db, event, data, present);
            else
                return project(db, event, data);
        },
        event.data);
}

} // namespace confab
