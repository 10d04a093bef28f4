// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/options.h"

#include "app/console/commandline.h"

namespace confab::console {

namespace {

constexpr auto description = "confab-cli is the console client of Confab. Without a command it opens a chat; /help in\n"
                             "the chat lists its commands.";
constexpr auto examples = R"(
Examples:
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org register --name Ana
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org create General
  confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --room General
  confab-cli -s chat.example.org -u ana@example.org --password-fd 3 send -r General "Backup done" 3<password-file
  make 2>&1 | confab-cli -s chat.example.org -u ci@example.org --password-fd 3 send -r Builds - 3<password-file
  confab-cli -s chat.example.org -u ana@example.org tail -r General --json --after 412
  confab-cli -s chat.example.org -u ana@example.org search plan from:ben after:2026-01
  confab-cli -s chat.example.org -u ana@example.org react -r General 412 👍
  confab-cli -s chat.example.org -u ana@example.org notify General none --for 8h
  confab-cli -s chat.example.org -u ana@example.org upload -r General plan.pdf --caption "The plan"
  confab-cli -s chat.example.org -u ana@example.org --to ben@example.org

A ROOM is the name or the id of a room. The password is asked for at the terminal or read from a file descriptor. It is
never an argument, because other users of the machine can read those.

Exit codes: 0 success; 1 failure on this machine; 2 wrong usage; 3 server not reachable; 4 sign-in refused; 5 no such
room, or not a member; 6 refused by the server; 7 no answer in time.

confab-cli COMMAND --help describes a command.)";

void addCommon(CLI::App& app, Arguments& arguments) {
    app.description(description);
    app.footer(examples);
    app.allow_windows_style_options(false); // a message or a path may begin with a slash there, too
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "Print this help")->group("Other");
    app.add_option("-s,--server", arguments.server, "Address of the server, for example ws://127.0.0.1:7450")
        ->option_text("ADDRESS (required)")
        ->required()
        ->group("Connection");
    app.add_option("-u,--user", arguments.user, "E-mail address of the account")
        ->option_text("E-MAIL (required)")
        ->required()
        ->group("Connection");
    app.add_option("--password-fd", arguments.passwordFd, "Read the password from this file descriptor: one line")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber)
        ->group("Connection");
    app.add_option("--code-fd", arguments.codeFd,
                   "Read codes of the second factor from this file descriptor:\na line each; of that of the password, "
                   "the lines after it")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber)
        ->group("Connection");
    app.add_option("--timeout", arguments.timeout,
                   "Seconds after which a command gives up; of uploads and\ndownloads: without progress (default: 30)")
        ->option_text("SECONDS")
        ->check(CLI::Range(1, 86400))
        ->group("Connection");
    app.add_option("--codec", arguments.codec, "Format of the frames: json or cbor (default: cbor)")
        ->option_text("FORMAT")
        ->check(CLI::IsMember({"json", "cbor"}))
        ->group("Connection");
    app.add_option("-r,--room", arguments.room, "The room to read or write in (default: the only one)")
        ->option_text("ROOM")
        ->group("Room");
    app.add_option("--to", arguments.to, "The person to talk to, instead of a room: name or e-mail address")
        ->option_text("PERSON")
        ->excludes("--room")
        ->group("Room");
    app.add_option("--recent", arguments.recent,
                   "Chat: number of past events to show at first, at least all unread ones\n"
                   "up to 500 (default: 20)")
        ->option_text("NUMBER")
        ->check(CLI::Range(0, 500))
        ->group("Room");
}

} // namespace

std::variant<Options, EarlyExit> parseOptions(const QStringList& arguments) {
    Arguments raw;
    CLI::App app;
    app.name("confab-cli");
    addCommon(app, raw);
    addWriting(app, raw);
    addChanging(app, raw);
    addFiles(app, raw);
    addModerating(app, raw);
    addSilencing(app, raw);
    addBlocking(app, raw);
    addInviting(app, raw);
    addProfile(app, raw);
    addReading(app, raw);
    addAccount(app, raw);
    addMarks(app, raw);
    addAdministration(app, raw);
    std::vector<std::string> reversed; // CLI11 takes them from the back
    for (auto argument = arguments.crbegin(); argument != arguments.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return EarlyExit{ExitCode::Ok, q(chosen.empty() ? app.help() : chosen.front()->help())};
    } catch (const CLI::ParseError& problem) {
        return EarlyExit{ExitCode::Usage,
                         QString(q(problem.what()) % u"\nconfab-cli --help describes all options and commands")};
    }
    Options options{q(raw.server), q(raw.user), fd(raw.passwordFd), q(raw.room),
                    q(raw.to),     Codec::Cbor, raw.timeout,        raw.command.value_or(ChatOptions{raw.recent})};
    options.codeFd = fd(raw.codeFd);
    if (raw.codec == "json")
        options.codec = Codec::Json;
    if (!raw.target.empty())
        options.room = q(raw.target);
    return options;
}

} // namespace confab::console
