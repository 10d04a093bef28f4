// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/rooms.h"

/// Rooms that are conversations of certain people. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

/// The column rooms.people: ids, rising, with commas between them.
QString peopleKey(QList<UserId> people);

/// The direct room of these people.
Result<std::optional<RoomId>> findDirect(SqlConnection& db, const QString& peopleKey);
/// RoomStore::openDirect().
Result<DirectRoom> openDirect(SqlConnection& db, const NewDirect& direct);

/// Adds Room::people to those of `rooms` that are direct, as `reader` sees them.
Status addPeople(SqlConnection& db, UserId reader, QList<Room>& rooms);

} // namespace confab
