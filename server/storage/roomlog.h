// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"
#include "server/storage/rolerule.h"

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
    EventData data; ///< its texts are normalised; clientId: unique per sender; mentions: whom its names mean
    std::optional<LastKnown> lastKnown = std::nullopt; ///< appended only if that is so when the room is locked
    QString requestId = {};     ///< of an edit or a deletion: the clientId of the request, unique per sender
    RoleRule allows = nullptr;  ///< of a deletion: who may delete another's message; of a pin: who may pin
    QList<UserId> present = {}; ///< of a text with "@here": whom it calls; those who are no members are left out
};

/// Consecutive events of a log.
struct LogPage {
    QList<Event> events;
    bool more = false;
    QList<User> users; ///< the people whom `events` name
};

/// The room log: an append-only list of events per room, numbered 1, 2, 3, … without holes by the transaction that
/// stores them.
/// Every method that has a caller: RoomNotFound when there is no such room, and for a private room that the caller is
/// not in; RoomNotMember for a public one.
class RoomLog {
public:
    virtual ~RoomLog() = default;
    /// An event of a member. The event as stored, a message with its mentions; durable on disk when this answers. The
    /// same message, edit or deletion again, by its clientId, gives the first event, `repeated`. So does a change that
    /// changes nothing (a reaction that is there, a deletion of what is deleted): with the number of its target, since
    /// nothing was appended. InputInvalid when this sender used the clientId for something else, when replyTo or the
    /// target is not a message of the room or is deleted, when a message has limits::reactionsPerMessage already, and
    /// (with the path "lastKnown") when the log has what its author did not know. RoomMuted, UserBlocked: its author
    /// may not write for now (but delete). RateLimited, with the time to wait: the room has slow mode. RoomForbidden:
    /// the message is another's, `allows` says no, the room is archived, or has limits::pinsPerRoom.
    struct Appended {
        Event event;
        bool repeated = false;
    };
    virtual QCoro::Task<Result<Appended>> append(NewEvent event) = 0;
    /// Oldest first, those after `after`: at most `limit`, and no more of them than PageBound takes.
    virtual QCoro::Task<Result<LogPage>> events(RoomId room, UserId caller, Seq after, int limit) = 0;
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
