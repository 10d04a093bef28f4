// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/roomlog.h"
#include "app/store/storedatabase.h"

#include <QHash>
#include <QSet>

namespace confab::store {

/// The tables of the rooms' logs. A room's `as_of` is the last event that all of its rows have; a row that was read
/// from a later page has an `as_of` of its own. A range says that no message is missing between two events. Thread:
/// that of its database. Owned by: whoever uses it, for a moment.
class LogTables {
public:
    explicit LogTables(const StoreDatabase& database) : m_database(database) {}

    /// Empty: nothing is kept of the room.
    std::optional<Seq> asOf(RoomId room) const;
    /// Of all rooms of which something is kept.
    QHash<RoomId, Seq> all() const;
    /// Whether the event is in a range.
    bool has(RoomId room, Seq seq) const;
    /// The newest `most` rows of the range that ends with asOf(). Empty: nothing is kept of the room.
    std::optional<LogPage> end(RoomId room, int most) const;
    /// Up to `most` rows before an event, after one, or on both sides of one and with it. Empty: it is in no range.
    std::optional<LogPage> before(RoomId room, Seq seq, int most) const;
    std::optional<LogPage> after(RoomId room, Seq seq, int most) const;
    std::optional<LogPage> around(RoomId room, Seq seq, int most) const;

    /// With what the search knows of the rows.
    Status write(const LogChange& change, UserId reader);
    Status forget(RoomId room) const;
    /// Forgets rooms that are not in the table of rooms.
    Status forgetOthers() const;
    /// Lets go of the oldest rows of the rooms that were opened least lately, until the file uses less than `bytes`;
    /// the newest rowsAlways of a room go last. A part of that at a time.
    Status keepWithin(qint64 bytes) const;

    static constexpr int rowsAlways = 200; ///< some screens

private:
    struct Range {
        Seq low = 0;
        Seq high = 0;
    };
    std::optional<Range> rangeWith(RoomId room, Seq seq) const;
    /// `newestFirst`: those with the highest numbers. Empty: one can't be read, which would be a gap.
    std::optional<QList<LogRow>> rows(RoomId room, Range range, int most, bool newestFirst, Seq asOf) const;
    Status begin(const LogBegun& begun) const;
    Status append(const LogEvents& events, UserId reader);
    Status take(const LogRead& read);
    Status put(RoomId room, const LogRow& row, Seq asOf);
    Status change(const Event& event, UserId reader);
    Status addRange(RoomId room, Seq low, Seq high) const;
    Result<qint64> bytesUsed() const;
    Result<bool> letGo(RoomId room) const;
    Status letOneGo(bool* isDone) const;

    const StoreDatabase& m_database;
    QSet<Seq> m_touched; // segments of the room whose rows write() has changed
};

} // namespace confab::store
