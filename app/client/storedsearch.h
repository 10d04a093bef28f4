// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/search.h"

namespace confab::client {

class Rooms;
class StoreFeed;
class UserDirectory;

/// What search.messages would find in the messages that this device keeps, newest first: those of the rooms that were
/// read. Reads the store: some milliseconds for a thousand messages. At most limits::foundMessages, in one page.
/// Thread: the client's.
SearchAnswer searchStored(const SearchMessages& request, UserId me, const Rooms& rooms, UserDirectory& people,
                          const StoreFeed& store);

/// Rooms that are looked in, those with the latest messages: more of them would take seconds.
inline constexpr qsizetype storedRoomsSearched = 100;
/// Messages that are looked at, the newest ones of each room.
inline constexpr qsizetype storedMessagesSearched = 20'000;

} // namespace confab::client
