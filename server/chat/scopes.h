// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/registry.h"
#include "server/chat/caller.h"

/// What the tokens of bots are good for. A person's calls are not narrowed; the rules behind these ask for the role of
/// a bot as for anybody's.
namespace confab {

/// RoomForbidden for a bot whose scope does not have this call.
Status checkScope(const Caller& caller, const Request& request);

/// Whether the caller's token is good for this, beside the role.
bool scopeAllows(const Caller& caller, RoomId room, BotRight right);

/// Without the rooms that the caller's token can't read.
void keepInScope(const Identity& identity, QList<Room>& rooms);

} // namespace confab
