// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/chatinput.h"

#include <array>

namespace confab::console {

namespace {

struct Word {
    const char* name;
    ChatInput::Kind kind;
};

constexpr std::array words{Word{"help", ChatInput::Kind::Help}, Word{"rooms", ChatInput::Kind::Rooms},
                           Word{"join", ChatInput::Kind::Join}, Word{"leave", ChatInput::Kind::Leave},
                           Word{"who", ChatInput::Kind::Who},   Word{"quit", ChatInput::Kind::Quit},
                           Word{"exit", ChatInput::Kind::Quit}};

} // namespace

ChatInput parseChatInput(const QString& line) {
    if (line.trimmed().isEmpty())
        return {};
    if (!line.startsWith(u'/'))
        return {ChatInput::Kind::Say, line};
    if (line.startsWith(QLatin1String("//")))
        return {ChatInput::Kind::Say, line.mid(1)};
    const QString name = line.mid(1).section(u' ', 0, 0).trimmed().toLower();
    for (const Word& word : words) {
        if (name == QLatin1String(word.name))
            return {word.kind, line.section(u' ', 1).trimmed()};
    }
    return {ChatInput::Kind::Unknown, name};
}

QString chatHelp() {
    return QStringLiteral("/rooms       list the rooms that you are a member of\n"
                          "/join ROOM   go to a room; become a member if you are not\n"
                          "/leave       stop being a member of this room\n"
                          "/who         who is in this room now\n"
                          "/quit        end (Ctrl+D too)\n"
                          "//text       say something that begins with a slash");
}

} // namespace confab::console
