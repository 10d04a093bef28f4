// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

namespace confab::client {

/// A direct room has no name of its own: here it is called by its people.
Room named(Room room);
/// Somebody has another name, picture, status or presence, perhaps.
void takePerson(Room& room, const User& user);
/// The one other person of a direct room; null: it is another room, or has more people.
const User* partnerOf(const Room& room);

} // namespace confab::client
