// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// Whether the caller is a member of the room; else RoomNotFound or RoomNotMember, by RoomLog's rule. The live state
/// answers for its members at once. For others storage answers: their membership may be some milliseconds older than
/// the live state of this node.
/// Thread: chat thread. `hub` and `storage` must outlive the task.
QCoro::Task<Status> checkMember(const Hub& hub, Storage& storage, Caller caller, RoomId room);

} // namespace confab
