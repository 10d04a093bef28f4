// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// Whether the caller belongs to the room: RoomNotFound, RoomNotMember when not, by the one rule that RoomLog has for
/// both. The live state answers for its members at once. For others storage does: their membership may be some
/// milliseconds older than the live state of this node.
/// Thread: chat thread. `hub` and `storage` must outlive the task.
QCoro::Task<Done> checkMember(const Hub& hub, Storage& storage, Caller caller, RoomId room);

} // namespace confab
