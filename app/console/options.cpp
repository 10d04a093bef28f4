// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/options.h"

#include <CLI/CLI.hpp>

namespace confab::console {

namespace {

constexpr auto description = "confab-cli talks to a Confab server from a terminal or a script.\n"
                             "Without a command it is a chat: /help there lists what can be typed.";
constexpr auto footer = R"(
A ROOM is a room's name or its id. The password comes from a prompt or from a file descriptor, never from the
arguments, where other users of the machine could read it:

  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --room General
  confab-cli -s chat.example.org -u ana@example.org --password-fd 3 send --room General "Backup done" 3<password-file
  make 2>&1 | confab-cli -s chat.example.org -u ci@example.org --password-fd 3 send -r Builds - 3<password-file
  confab-cli -s chat.example.org -u ana@example.org tail --room General --json --after 412

Exit codes: 0 done; 1 a failure of this machine; 2 wrong usage; 3 the server can't be reached; 4 sign-in refused;
5 no such room, or not a member; 6 refused by the server; 7 no answer in time.)";

/// What CLI11 fills in, in its own types.
struct Raw {
    std::string server, user, room, codec = "cbor", find, name, topic, target;
    std::vector<std::string> text;
    int passwordFd = -1, roomPasswordFd = -1, timeout = 30, recent = 20, limit = 20, count = 0;
    qint64 after = -1;
    bool json = false, isPrivate = false;
};

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

std::optional<int> fd(int number) {
    return number < 0 ? std::nullopt : std::optional<int>(number);
}

void addCommon(CLI::App& app, Raw& raw) {
    app.description(description);
    app.footer(footer);
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.add_option("-s,--server", raw.server, "Address of the server, for example ws://127.0.0.1:7450")->required();
    app.add_option("-u,--user", raw.user, "E-mail address of the account")->required();
    app.add_option("--password-fd", raw.passwordFd, "Read the password's line from this file descriptor")
        ->check(CLI::NonNegativeNumber);
    app.add_option("-r,--room", raw.room, "Room to talk in, read or join");
    app.add_option("--codec", raw.codec, "Form of the frames on the wire (cbor)")
        ->check(CLI::IsMember({"json", "cbor"}));
    app.add_option("--timeout", raw.timeout, "Seconds until a command gives up (30)")->check(CLI::Range(1, 86400));
    app.add_option("--recent", raw.recent, "Chat: how many of the last lines to show first (20)")
        ->check(CLI::Range(0, 500));
}

void addReading(CLI::App& app, Raw& raw) {
    CLI::App* tail = app.add_subcommand("tail", "Print what happens in a room, as it happens");
    tail->add_flag("--json", raw.json, "One JSON object (an Event of the protocol) a line");
    tail->add_option("--after", raw.after, "Begin after the event with this seq")->check(CLI::NonNegativeNumber);
    tail->add_option("--count", raw.count, "End after so many events")->check(CLI::PositiveNumber);
    CLI::App* history = app.add_subcommand("history", "Print the last messages of a room, oldest first");
    history->add_option("--limit", raw.limit, "How many at most (20)")->check(CLI::Range(1, 100000));
    history->add_flag("--json", raw.json, "One JSON object (a Message of the protocol) a line");
    CLI::App* rooms = app.add_subcommand("rooms", "List the rooms that one is a member of");
    rooms->add_flag("--json", raw.json, "One JSON object (a Room of the protocol) a line");
    rooms->add_option("--find", raw.find, "List public rooms with this in their name instead");
}

void addWriting(CLI::App& app, Raw& raw) {
    CLI::App* send = app.add_subcommand("send", "Send a message and print its seq");
    send->add_option("text", raw.text, "The text; - sends each line of the standard input as one message")->required();
    CLI::App* registration = app.add_subcommand("register", "Make an account for --user");
    registration->add_option("--name", raw.name, "The name that others see")->required();
    CLI::App* create = app.add_subcommand("create", "Create a room and print its id");
    create->add_option("name", raw.name, "The room's name")->required();
    create->add_option("--topic", raw.topic, "What it is about");
    create->add_flag("--private", raw.isPrivate, "Not listed; others need its id and its password");
    create->add_option("--room-password-fd", raw.roomPasswordFd, "Read the room's password from this file descriptor");
    CLI::App* join = app.add_subcommand("join", "Become a member of a room and print its id");
    join->add_option("target", raw.target, "The room")->option_text("ROOM");
    join->add_option("--room-password-fd", raw.roomPasswordFd, "Read the room's password from this file descriptor");
}

CommandOptions sendOptions(const Raw& raw) {
    if (raw.text == std::vector<std::string>{"-"})
        return SendOptions{};
    QStringList words;
    for (const std::string& word : raw.text)
        words.append(q(word));
    return SendOptions{words.join(u' ')};
}

CommandOptions commandOptions(const CLI::App& app, const Raw& raw) {
    const auto chosen = app.get_subcommands();
    const std::string name = chosen.empty() ? "" : chosen.front()->get_name();
    if (name == "send")
        return sendOptions(raw);
    if (name == "tail")
        return TailOptions{raw.json,
                           raw.after < 0 ? std::nullopt : std::optional<qint64>(raw.after), // 0 is a place, too
                           raw.count > 0 ? std::optional<int>(raw.count) : std::nullopt};
    if (name == "history")
        return HistoryOptions{raw.limit, raw.json};
    if (name == "rooms")
        return RoomsOptions{raw.json, raw.find.empty() ? std::nullopt : std::optional<QString>(q(raw.find))};
    if (name == "register")
        return RegisterOptions{q(raw.name)};
    if (name == "create")
        return CreateOptions{q(raw.name), q(raw.topic), raw.isPrivate, fd(raw.roomPasswordFd)};
    if (name == "join")
        return JoinOptions{fd(raw.roomPasswordFd)};
    return ChatOptions{raw.recent};
}

} // namespace

std::variant<Options, EarlyExit> parseOptions(const QStringList& arguments) {
    Raw raw;
    CLI::App app;
    app.name("confab-cli");
    addCommon(app, raw);
    addWriting(app, raw);
    addReading(app, raw);
    std::vector<std::string> reversed; // CLI11 takes them from the back
    for (auto argument = arguments.crbegin(); argument != arguments.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return EarlyExit{ExitCode::Ok, q(chosen.empty() ? app.help() : chosen.front()->help())};
    } catch (const CLI::ParseError& problem) {
        return EarlyExit{ExitCode::Usage, QString(q(problem.what()) % u"\nconfab-cli --help says more.")};
    }
    Options options{q(raw.server), q(raw.user), fd(raw.passwordFd),      q(raw.room),
                    Codec::Cbor,   raw.timeout, commandOptions(app, raw)};
    if (raw.codec == "json")
        options.codec = Codec::Json;
    if (!raw.target.empty())
        options.room = q(raw.target);
    return options;
}

} // namespace confab::console
