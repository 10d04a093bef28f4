// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab {

class SqlConnection;

/// Adds to messages of one room what is not in their own rows: reactions as `reader` sees them, pins, and the number of
/// answers. They are in any order, and few statements are run for all of them.
Status addExtras(SqlConnection& db, RoomId room, UserId reader, QList<Message>& messages);

} // namespace confab
