// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"
#include "common/protocol/types.h"

#include <optional>
#include <variant>

/// The log of a room as the store keeps it: rows, in ranges without a gap, all of them right up to one event.
namespace confab::store {

/// One row of a room's timeline: a message in its present form, or another event that shows as a notice.
struct LogRow {
    std::optional<Message> message;
    std::optional<Event> notice;

    Seq seq() const { return message ? message->seq : notice ? notice->seq : 0; }
};

/// A piece of a log: all messages of the events low … high, and their notices, as far as somebody has seen them.
struct LogPage {
    Seq low = 0;
    Seq high = 0;
    Seq asOf = 0;       ///< all events up to this one are in the rows
    QList<LogRow> rows; ///< newest first
};

/// The room is open.
struct LogOpened {
    RoomId room;
    UtcTime at;
};
/// What is kept of the room is void. Events after `asOf` follow.
struct LogBegun {
    RoomId room;
    Seq asOf = 0;
    UtcTime at;
};
/// The next events: new rows, and changes of rows in any range. Those that are known are passed by; those behind a gap
/// are not taken.
struct LogEvents {
    RoomId room;
    QList<Event> events; ///< rising
};
/// A page of the room's history. It has all events that were handed over before.
struct LogRead {
    RoomId room;
    LogPage page;
};
struct LogChange {
    std::variant<LogOpened, LogBegun, LogEvents, LogRead> what;
    RoomId room() const {
        return std::visit([](const auto& change) { return change.room; }, what);
    }
};

} // namespace confab::store
