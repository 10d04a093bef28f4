// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/lineeditor.h"

namespace confab::console {

/// What a line typed in the chat means.
struct ChatInput {
    enum class Kind { Nothing, Say, Help, Rooms, Join, Create, Leave, Who, Quit, Unknown };

    Kind kind = Kind::Nothing;
    QString text; ///< what to say, which room to join or create, or the unknown word
};

/// `/word argument` is a command when `/word` was typed; `//word` says "/word"; everything else is said as it is, and
/// so is everything that was pasted.
ChatInput parseChatInput(const EnteredLine& line);

/// What /help prints.
QString chatHelp();

} // namespace confab::console
