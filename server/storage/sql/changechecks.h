// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/roomlog.h"

namespace confab {

class SqlConnection;

/// What has to be so before an event that changes a message is appended. Called once the room is locked, with the event
/// as it will be stored, inside the caller's transaction. An edit gets no earlier time than the one before it, whatever
/// the clocks of the nodes say: readers tell by it which text is newer. A value: there is nothing to append, and this
/// is the answer. Errors: those of RoomLog::append().
Result<std::optional<RoomLog::Appended>> checkChange(SqlConnection& db, const NewEvent& fresh, Event& event);

/// Notes the request that led to the event, so that checkChange() knows it when it comes again.
Status noteRequest(SqlConnection& db, const NewEvent& fresh, const Event& event);

} // namespace confab
