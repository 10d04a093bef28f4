// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"
#include "common/protocol/eventdata.h"

#include <QList>
#include <qcoro/qcorotask.h>

namespace confab {

/// What is forgotten because of its age, or of whom it is by: text, earlier texts, files, reactions and entries of the
/// index, as with message.deleted. The message keeps its place in the log, marked as deleted. Each method that forgets
/// does one slice, which holds up the writer for some milliseconds.
/// Thread: chat thread; answers come there.
class RetentionStore {
public:
    virtual ~RetentionStore() = default;

    /// For how many days the messages of a room are kept; 0: for ever; std::nullopt: as the server says. RoomNotFound.
    /// With an entry of the administration's log.
    virtual QCoro::Task<Status> keep(RoomId room, std::optional<int> days, UtcTime now) = 0;
    virtual QCoro::Task<Result<std::optional<int>>> kept(RoomId room) = 0;
    /// Some of the rooms that have messages older than they are kept. `serverDays`: for rooms that do not say; 0: for
    /// ever.
    virtual QCoro::Task<Result<QList<RoomId>>> due(int serverDays, UtcTime now) = 0;
    struct Slice {
        int forgotten = 0; ///< messages
        bool more = false;
    };
    /// Forgets the oldest of such a room. The log is in the order of time; where it is not (something was imported
    /// behind what is newer), a message may stay as long as what is before it.
    virtual QCoro::Task<Result<Slice>> forgetOld(RoomId room, int serverDays, UtcTime now) = 0;

    /// Forgets some of the invitations whose time is over at `now`.
    virtual QCoro::Task<Status> forgetInvites(UtcTime now) = 0;
    /// Gives the account the name "Deleted user", and forgets what it was uploading.
    virtual QCoro::Task<Status> forgetName(UserId user) = 0;
    struct Place {
        RoomId room;
        Seq seq = 0; ///< that was looked at
    };
    struct Erased {
        int messages = 0;
        QList<Event> events;       ///< that were appended
        std::optional<Place> next; ///< where to go on; none: that was all
    };
    /// Forgets this person's messages behind `from`, each with a message.deleted of its own, so that clients forget
    /// them, too; and the person's name in the events of joining and leaving.
    virtual QCoro::Task<Result<Erased>> erase(UserId user, Place from, UtcTime now) = 0;

    /// Some of the people who ended their account, and are not erased yet.
    virtual QCoro::Task<Result<QList<UserId>>> erasures() = 0;
    /// erase() of such a person, from where the last one ended, whichever node that did: killed at any moment, what is
    /// left is done later. Without `next` the person is erased.
    virtual QCoro::Task<Result<Erased>> eraseOn(UserId user, UtcTime now) = 0;
};

} // namespace confab
