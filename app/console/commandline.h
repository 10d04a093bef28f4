// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/options.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

/// How the commands of confab-cli are described to CLI11: each family has a file, which adds its commands to the
/// parser. The callback of a command says what it means.
namespace confab::console {

/// The values that CLI11 fills in, in its own types; and the command that they mean.
struct Arguments {
    std::string server, user, room, to, codec = "cbor", find, name, topic, target, emoji, caption, folder = ".";
    std::vector<std::string> text, files;
    std::string person, role, reason, span, level, invitation, state, email, status;
    int passwordFd = -1, codeFd = -1, newPasswordFd = -1, roomPasswordFd = -1, timeout = 30, recent = 20, limit = 20,
        count = 0, days = 0, uses = 0;
    qint64 after = -1, seq = 0, session = 0;
    bool json = false, isPrivate = false, off = false, force = false, yes = false, clearStatus = false;
    std::optional<CommandOptions> command; ///< none: the chat
};

inline QString q(const std::string& text) {
    return QString::fromStdString(text);
}
/// Nothing for an empty text, which CLI11 has for an option that is not given.
std::optional<QString> given(const std::string& text);
std::optional<int> fd(int number);
/// The words of a text that needs no quotes.
QString joinedText(const Arguments& arguments);

/// A command whose help has its own options only. `meaning`: what it asks for, once the command line is read.
template <class Meaning>
CLI::App* addCommand(CLI::App& app, Arguments& arguments, const char* name, const char* text, const char* group,
                     Meaning meaning) {
    CLI::App* command = app.add_subcommand(name, text);
    command->footer("\nconfab-cli --help describes the options that all commands have: --server, --user, --room and "
                    "others.");
    command->group(group);
    command->set_help_flag("-h,--help", "Print this help");
    command->callback([&arguments, meaning] { arguments.command = meaning(arguments); });
    return command;
}

// Positional arguments and options that several families have.
CLI::Option* addTarget(CLI::App* command, Arguments& arguments); ///< the room, by name or id
void addPerson(CLI::App* command, Arguments& arguments);
void addSeq(CLI::App* command, Arguments& arguments); ///< of a message
void addLimit(CLI::App* command, Arguments& arguments);
void addRoomPassword(CLI::App* command, Arguments& arguments);
/// --for: a time such as 5m, at most `mostMs`.
void addSpan(CLI::App* command, Arguments& arguments, const char* text, qint64 mostMs);

void addReading(CLI::App& app, Arguments& arguments);
void addWriting(CLI::App& app, Arguments& arguments);
void addChanging(CLI::App& app, Arguments& arguments);
void addFiles(CLI::App& app, Arguments& arguments);
void addMarks(CLI::App& app, Arguments& arguments);
void addModerating(CLI::App& app, Arguments& arguments);
void addSilencing(CLI::App& app, Arguments& arguments);
void addBlocking(CLI::App& app, Arguments& arguments);
void addInviting(CLI::App& app, Arguments& arguments);
void addAccount(CLI::App& app, Arguments& arguments);
void addProfile(CLI::App& app, Arguments& arguments);
void addAdministration(CLI::App& app, Arguments& arguments);

} // namespace confab::console
