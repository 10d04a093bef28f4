// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::console {

/// What a line typed in the chat means.
struct ChatInput {
    enum class Kind { Nothing, Say, Help, Rooms, Join, Leave, Who, Quit, Unknown };

    Kind kind = Kind::Nothing;
    QString text; ///< what to say, which room to join, or the unknown word
};

/// `/word argument` is a command; `//word` says "/word"; everything else is said as it is.
ChatInput parseChatInput(const QString& line);

/// What /help prints.
QString chatHelp();

} // namespace confab::console
