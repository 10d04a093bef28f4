// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"

#include "app/console/timespan.h"

namespace confab::console {

std::optional<QString> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(q(text));
}

std::optional<int> fd(int number) {
    return number < 0 ? std::nullopt : std::optional<int>(number);
}

QString joinedText(const Arguments& arguments) {
    QStringList words;
    for (const std::string& word : arguments.text)
        words.append(q(word));
    return words.join(u' ');
}

CLI::Option* addTarget(CLI::App* command, Arguments& arguments) {
    return command->add_option("target", arguments.target, "Name or id of the room")->option_text("ROOM");
}

void addPerson(CLI::App* command, Arguments& arguments) {
    command->add_option("person", arguments.person, "Name or e-mail address of the person")
        ->option_text("PERSON")
        ->required();
}

void addSeq(CLI::App* command, Arguments& arguments) {
    command->add_option("seq", arguments.seq, "The seq of the message")
        ->option_text("SEQ")
        ->required()
        ->check(CLI::PositiveNumber);
}

void addLimit(CLI::App* command, Arguments& arguments) {
    command->add_option("--limit", arguments.limit, "Number of messages (default: 20)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 100000));
}

void addRoomPassword(CLI::App* command, Arguments& arguments) {
    command
        ->add_option("--room-password-fd", arguments.roomPasswordFd,
                     "Read the room's password from this file descriptor")
        ->option_text("NUMBER");
}

void addSpan(CLI::App* command, Arguments& arguments, const char* text, qint64 mostMs) {
    const auto check = [mostMs](const std::string& typed) {
        const std::optional<qint64> ms = timeSpan(typed);
        return ms && *ms <= mostMs ? std::string() : "30s, 5m, 1h or 2d expected, a year at most, not " + typed;
    };
    command->add_option("--for", arguments.span, text)->option_text("TIME")->check(check);
}

} // namespace confab::console
