// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// What the author of an event knew of the log: no later event of this type than `seq`.
struct LastKnown {
    QString type;
    Seq seq = 0;
};

/// An event on its way into a room's log, which gives it its number.
struct NewEvent {
    RoomId room;
    UserId by;
    UtcTime at;
    EventData data;                                    ///< its texts are normalised; clientId: unique per sender
    std::optional<LastKnown> lastKnown = std::nullopt; ///< appended only if that is so when the room is locked
};

/// Consecutive events of a log, or messages.
struct LogPage {
    QList<Event> events;
    bool more = false;
    QList<User> users; ///< the people whom `events` name
};
struct MessagePage {
    QList<Message> messages;
    bool more = false;
    QList<User> users; ///< the authors of `messages`
};

/// The room log: an append-only list of events per room, numbered 1, 2, 3, … without holes by the transaction that
/// stores them.
/// Every method that has a caller: RoomNotFound when there is no such room, and for a private room that the caller is
/// not in; RoomNotMember for a public one.
class RoomLog {
public:
    virtual ~RoomLog() = default;
    /// An event of a member. The event as stored, a message with its mentions; durable on disk when this answers. The
    /// same message again, by its clientId, gives the first event, `repeated`. InputInvalid when this sender used the
    /// clientId for a message with another room, body or replyTo, when replyTo is not a message of the room, and (with
    /// the path "lastKnown") when the log has what its author did not know.
    struct Appended {
        Event event;
        bool repeated = false;
    };
    virtual QCoro::Task<Result<Appended>> append(NewEvent event) = 0;
    /// Oldest first, those after `after`: at most `limit`, and no more of them than PageBound takes.
    virtual QCoro::Task<Result<LogPage>> events(RoomId room, UserId caller, Seq after, int limit) = 0;
    /// Newest first, those before `before` (from the end when it is not given), bounded like events().
    virtual QCoro::Task<Result<MessagePage>> history(RoomId room, UserId caller, std::optional<Seq> before,
                                                     int limit) = 0;
    /// What room.enter needs, out of one snapshot: `page` holds the events after `after` when it is given.
    struct Entry {
        Seq lastSeq = 0;
        std::optional<int> capacity;
        LogPage page;
        int members = 0; ///< the number of members at lastSeq
    };
    virtual QCoro::Task<Result<Entry>> enter(RoomId room, UserId caller, std::optional<Seq> after, int limit) = 0;

    // ---- for a node itself, which follows rooms for its people: no membership is checked

    /// Where a room's log stands.
    struct Head {
        RoomId room;
        Seq lastSeq = 0;
    };
    /// Those of `rooms`, any number of them, that exist; in no order, each once.
    virtual QCoro::Task<Result<QList<Head>>> heads(QList<RoomId> rooms) = 0;
    /// Like events(). RoomNotFound.
    virtual QCoro::Task<Result<LogPage>> replay(RoomId room, Seq after, int limit) = 0;
};

} // namespace confab
