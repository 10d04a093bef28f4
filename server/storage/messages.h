// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/message.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// Messages in their present form.
struct MessagePage {
    QList<Message> messages;
    bool more = false;
    QList<User> users; ///< the authors of `messages`
    Seq asOf = 0;      ///< the room's log ended here: `messages` have all of it
};

/// From where on a page of history goes, newest first.
struct HistoryPlace {
    enum class Direction { Before, After, Around };
    Direction direction = Direction::Before;
    Seq seq = limits::maxId; ///< before the greatest number: from the end
};

/// The messages of a room in their present form, with the caller's view of their reactions.
/// Every method: RoomNotFound when there is no such room, and for a private room that the caller is not in;
/// RoomNotMember for a public one. A page holds no more than PageBound takes.
class MessageStore {
public:
    virtual ~MessageStore() = default;
    /// Newest first, at most `limit`. `more`: there are further ones in the direction; around: older ones.
    virtual QCoro::Task<Result<MessagePage>> history(RoomId room, UserId caller, HistoryPlace place, int limit) = 0;
    /// The chain of answers to which `seq` belongs, its first message included, oldest first: those after `after`. The
    /// message alone, when none answers it. InputInvalid when it is no message of the room.
    virtual QCoro::Task<Result<MessagePage>> thread(RoomId room, UserId caller, Seq seq, Seq after, int limit) = 0;
    /// The pinned ones, newest first; at most limits::pinsPerRoom.
    virtual QCoro::Task<Result<MessagePage>> pins(RoomId room, UserId caller) = 0;
    /// Those of `seqs` that are messages of the room, by seq.
    virtual QCoro::Task<Result<MessagePage>> bySeqs(RoomId room, UserId caller, QList<Seq> seqs) = 0;
    /// The texts that the message had. InputInvalid when it is no message of the room.
    virtual QCoro::Task<Result<VersionsAnswer>> versions(RoomId room, UserId caller, Seq seq) = 0;
    /// Who reacted to the message with this emoji, by id; at most limits::reactorsPerAnswer.
    virtual QCoro::Task<Result<ReactorsAnswer>> reactors(RoomId room, UserId caller, Seq seq, QString emoji) = 0;
    /// Who has moved the own read mark to the message or past it, without its author, by id, after `after`: at most
    /// `limit`. A mark that is where joining, founding or an import has put it says nothing. None when it is no message
    /// of the room.
    virtual QCoro::Task<Result<ReadersPage>> readers(RoomId room, UserId caller, Seq seq, UserId after, int limit) = 0;
};

} // namespace confab
