// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

/// The only way into a room's log: an event takes the room's next number, is stored under it, and leaves its traces in
/// the other tables (projections/). Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// RoomLog::append().
Result<RoomLog::Appended> appendEvent(SqlConnection& db, const NewEvent& event);

/// The row of an event that is no message, whose number its room gave.
Status insertEvent(SqlConnection& db, const Event& event);

/// Whether appendEvent() does no more for this event than to take the number and to insert a message that has nothing
/// but a text: such may be appended by AppendStrategy::appendTogether().
bool isPlainMessage(const NewEvent& event);

/// Until this transaction ends, no other one changes the room, its log or its members: later reads stay valid.
/// RoomNotFound.
Status lockRoom(SqlConnection& db, RoomId room);
/// The event of a change that the caller has checked after lockRoom(), or in a room that is new: its author may be no
/// member. Not for messages.
Result<Event> appendChecked(SqlConnection& db, NewEvent event);

} // namespace confab
