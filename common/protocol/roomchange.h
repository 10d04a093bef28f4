// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"

/// What the events of a room do to it as a list of rooms shows it. Node and client do the same.
namespace confab {

/// The part of an event that a list of rooms shows, beside a message: nothing for other events.
std::optional<ChangedPreview> changedPreviewOf(const EventData& data);

/// Changes the room's last message, when it is the target. When it was deleted is not told: its own time stands there.
void applyTo(Room& room, const ChangedPreview& changed);
/// Takes over what changed.
void applyTo(Room& room, const RoomUpdated& updated);
/// The room as `reader` sees it.
void applyTo(Room& room, const MemberRole& changed, UserId reader);
void applyTo(Room& room, const MemberMuted& changed, UserId reader);
/// All of an event, but for the unread figures: countUnread().
void applyTo(Room& room, const RoomActivity& activity, UserId reader);

} // namespace confab
