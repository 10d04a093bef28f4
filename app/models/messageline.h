// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <QString>

namespace confab::models {

/// What a message says, in one line without marks: the room list and notifications show it. Of one without words, its
/// files.
QString messageLine(const Message& message);
/// Whether it calls this user, by name or with the whole room.
bool mentions(const Message& message, UserId user);

} // namespace confab::models
