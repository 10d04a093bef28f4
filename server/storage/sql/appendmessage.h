// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

namespace confab {

class SqlConnection;

/// RoomLog::append() inside the caller's transaction.
Result<RoomLog::Appended> appendMessage(SqlConnection& db, const NewMessage& message);

} // namespace confab
