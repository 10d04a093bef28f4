// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/lineeditor.h"

namespace confab::console {

/// The meaning of a line typed in the chat.
struct ChatInput {
    enum class Kind { Nothing, Say, Help, Rooms, Join, Create, Leave, Who, Quit, Unknown };

    Kind kind = Kind::Nothing;
    QString text; ///< the message, the room to join or create, or the unknown command
};

/// `/word argument` is a command when `/word` was typed; `//word` says "/word"; all other lines, and all pasted text,
/// are messages.
ChatInput parseChatInput(const EnteredLine& line);

/// What /help prints.
QString chatHelp();

} // namespace confab::console
