// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"

namespace confab::console {

/// The caller's room with this name (exactly, else ignoring case) or, when there is none, with this id; "#7" is the id
/// 7, whatever rooms are called. An empty text means the caller's only room. Usage when the text matches several,
/// NoSuchRoom when none.
tl::expected<RoomId, Outcome> ownRoom(const client::Rooms& rooms, const QString& text);

/// The same among `rooms`, which the server found.
tl::expected<RoomId, Outcome> roomNamed(const QList<Room>& rooms, const QString& text);

using FoundRoom = std::function<void(tl::expected<RoomId, Outcome>)>;
/// The caller's room of this name, else a public one. `then` is not called after `context` was destroyed.
void anyRoom(client::Rooms& rooms, const QString& text, QObject* context, FoundRoom then);

} // namespace confab::console
