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

constexpr std::array words{Word{"help", ChatInput::Kind::Help},   Word{"rooms", ChatInput::Kind::Rooms},
                           Word{"join", ChatInput::Kind::Join},   Word{"create", ChatInput::Kind::Create},
                           Word{"leave", ChatInput::Kind::Leave}, Word{"who", ChatInput::Kind::Who},
                           Word{"quit", ChatInput::Kind::Quit},   Word{"exit", ChatInput::Kind::Quit}};

} // namespace

ChatInput parseChatInput(const EnteredLine& entered) {
    const QString& line = entered.text;
    if (line.trimmed().isEmpty())
        return {};
    const QString word = line.section(u' ', 0, 0);
    if (!line.startsWith(u'/') || !entered.isTyped(word.size()))
        return {ChatInput::Kind::Say, line};
    if (line.startsWith(QLatin1String("//")))
        return {ChatInput::Kind::Say, line.mid(1)};
    const QString name = word.mid(1).trimmed().toLower();
    for (const Word& known : words) {
        if (name == QLatin1String(known.name))
            return {known.kind, line.section(u' ', 1).trimmed()};
    }
    return {ChatInput::Kind::Unknown, name};
}

QString chatHelp() {
    return QStringLiteral("/rooms         List your rooms\n"
                          "/join ROOM     Go to a room; joins it if you are not a member\n"
                          "/create NAME   Create a public room and go to it\n"
                          "/leave         Leave this room: you are no longer a member\n"
                          "/who           Show who is in this room now\n"
                          "/quit          Quit (also Ctrl+D)\n"
                          "//text         Send a message that starts with a slash\n"
                          "A pasted text is one message and never a command.");
}

} // namespace confab::console
