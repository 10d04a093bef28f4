// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

#include <span>
#include <vector>

namespace confab {

class SqlConnection;

/// How an author's event takes its place in the log: what may be read before the room is locked, and what only then.
/// Thread: any, keeps nothing; a connection is given on its own thread. Owned by: Dialect.
class AppendStrategy {
public:
    virtual ~AppendStrategy() = default;

    /// The room's next number, which is taken with it; until the transaction ends, no other one changes the room, its
    /// log or its members. RoomNotFound. RoomForbidden: the room is archived. RateLimited: it has slow mode, and the
    /// author wrote just now. RoomNotMember, RoomMuted, UserBlocked, unless messageInsert() looks at the membership.
    virtual Result<Seq> takeSeq(SqlConnection& db, const NewEvent& event) const = 0;
    /// messageInsertByAnyone(), or messageInsertByMember() when takeSeq() leaves the membership of a message's author
    /// to it.
    virtual const QString& messageInsert() const = 0;

    /// How many messages appendTogether() takes at once; 0: it takes none.
    virtual size_t mostTogether() const { return 0; }
    /// Appends messages of which isPlainMessage() is true, in rising order of their rooms. The number of each; 0 for
    /// one that has to be appended by itself. Fails when one of them can't be appended, or was sent before: then
    /// nothing of the transaction counts.
    virtual Result<std::vector<Seq>> appendTogether(SqlConnection&, std::span<const NewEvent* const>) const {
        return fail(ErrorKind::Internal);
    }
};

/// For a database whose writer holds it from BEGIN on, so that it may look before it writes: that costs SQLite less
/// than an answer of UPDATE does. INSERT ... SELECT would copy each page that it changes, to undo many rows.
class SingleWriterAppend final : public AppendStrategy {
public:
    Result<Seq> takeSeq(SqlConnection& db, const NewEvent& event) const override;
    const QString& messageInsert() const override;
};

/// For a database with several writers: taking the number locks the room, and only then is the membership looked at.
class LockingAppend final : public AppendStrategy {
public:
    Result<Seq> takeSeq(SqlConnection& db, const NewEvent& event) const override;
    const QString& messageInsert() const override;
    size_t mostTogether() const override;
    Result<std::vector<Seq>> appendTogether(SqlConnection& db,
                                            std::span<const NewEvent* const> messages) const override;
};

/// The room's next number for a change of the room itself, archived or not; it is taken with it, and lockRoom(). Only
/// an event may follow, in the same transaction. RoomNotFound.
Result<Seq> nextSeq(SqlConnection& db, RoomId room);

} // namespace confab
