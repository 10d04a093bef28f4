// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/commandline.h"

#include "server/daemon/helpformatter.h"
#include "server/daemon/settingdefaults.h"

#include <cstdio>
#include <map>

namespace confab {

namespace {

constexpr int exitUsage = 2;

/// The parser's output.
struct Given {
    std::string configFile;
    bool checkConfig = false;
    bool confirmed = false;
    std::map<std::string, std::vector<std::string>> values;
    std::string name;
    std::string email;
};

std::string helpOf(const Setting& setting) {
    const QString byDefault = defaultOf(setting);
    return setting.help + (byDefault.isEmpty() ? "" : " [" + byDefault.toStdString() + "]");
}

void addConfigOption(CLI::App& to, Given& given) {
    to.add_option("--config", given.configFile, "file with settings (TOML)")
        ->envname("CONFAB_CONFIG")
        ->option_text("FILE");
}

void addSetting(CLI::App& to, const Setting& setting, Given& given) {
    const std::string flag = std::string("--") + setting.name;
    CLI::Option* option = nullptr;
    if (setting.isFlag) {
        option = to.add_flag_callback(
            flag, [&given, &setting] { given.values[setting.name] = {"on"}; }, helpOf(setting));
    } else {
        option = to.add_option(flag, given.values[setting.name], helpOf(setting));
        option->option_text(setting.value)->expected(1);
        if (setting.repeats)
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    option->group(setting.group);
}

CLI::App* addUserCommand(CLI::App& users, Given& given, const char* name, const char* help, const char* footer) {
    CLI::App* command = users.add_subcommand(name, help)->group("Commands");
    command->footer(footer);
    addConfigOption(*command, given);
    for (const Setting& setting : settings()) {
        if (std::string_view(setting.group) == "Storage")
            addSetting(*command, setting, given);
    }
    return command;
}

CLI::App* withEmail(CLI::App* command, Given& given) {
    command->add_option("--email", given.email, "the address that the account signs in with")
        ->required()
        ->option_text("ADDRESS");
    return command;
}

/// The commands under `user`, with what each one is.
std::map<CLI::App*, Command::Kind> addUserCommands(CLI::App& app, Given& given) {
    const char* const howToGivePasswords = "On a terminal the password is asked for twice and not shown; otherwise\n"
                                           "it is one line on the standard input.";
    CLI::App* users = app.add_subcommand("user", "manage accounts: add, password, list, remove")->group("Commands");
    users->footer("With SQLite (--data) stop the server first; with PostgreSQL (--database) it\n"
                  "may run. As root, new files belong to the owner of the data folder.");
    users->require_subcommand(1);
    CLI::App* add = withEmail(addUserCommand(*users, given, "add", "create an account", howToGivePasswords), given);
    add->add_option("--name", given.name, "the name that others see")->required()->option_text("NAME");
    CLI::App* password =
        addUserCommand(*users, given, "password", "set a new password; signs all devices out", howToGivePasswords);
    CLI::App* list = addUserCommand(*users, given, "list", "list the accounts", "");
    CLI::App* remove = addUserCommand(*users, given, "remove", "remove an account; its messages stay",
                                      "All devices are signed out. The account leaves every room; an owner's room\n"
                                      "passes to its longest-standing moderator or member. A private room without\n"
                                      "a password and without another member is deleted. Messages stay, under the\n"
                                      "name of the account. The e-mail address and the password are erased, so the\n"
                                      "address can be used again. This can't be undone.");
    remove->add_flag("--yes", given.confirmed, "do not ask for confirmation");
    return {{add, Command::Kind::AddUser},
            {withEmail(password, given), Command::Kind::ResetPassword},
            {list, Command::Kind::ListUsers},
            {withEmail(remove, given), Command::Kind::RemoveUser}};
}

/// A byte that is not text would become another one: another folder, another person's name.
bool isText(int argc, char** argv) {
    return std::all_of(argv, argv + argc, [](const char* argument) { return QByteArrayView(argument).isValidUtf8(); });
}

Command ended(int exitCode) {
    Command command;
    command.kind = Command::Kind::Done;
    command.exitCode = exitCode;
    return command;
}

Command commandOf(const Given& given, Command::Kind kind) {
    Command command;
    command.kind = kind;
    command.configFile = QString::fromStdString(given.configFile);
    command.userName = QString::fromStdString(given.name);
    command.userEmail = QString::fromStdString(given.email);
    command.isConfirmed = given.confirmed;
    for (const auto& [setting, values] : given.values) {
        for (const std::string& value : values)
            command.flags[QString::fromStdString(setting)].append(QString::fromStdString(value));
    }
    return command;
}

} // namespace

Command parseCommandLine(int argc, char** argv) {
    if (!isText(argc, argv)) {
        std::fputs("confabd: the command line is not valid UTF-8 text.\n", stderr);
        return ended(exitUsage);
    }
    CLI::App app{"The Confab server: keeps rooms and messages and delivers them live.", "confabd"};
    app.formatter(std::make_shared<HelpFormatter>(false));
    app.set_help_flag("-h,--help", "show this help");
    app.set_help_all_flag("--help-all", "show this help, the limits and all commands");
    app.set_version_flag("--version", CONFAB_VERSION, "show the version");
    app.footer("Defaults are in [brackets]. Every setting is also a line of the file (io_threads\n"
               "= 2) and a variable (CONFAB_IO_THREADS=2). A flag overrides the variable, the\n"
               "variable overrides the file.");
    Given given;
    addConfigOption(app, given);
    app.add_flag("--check-config", given.checkConfig, "check the settings and the files that they name, then exit");
    for (const Setting& setting : settings())
        addSetting(app, setting, given);
    const std::map<CLI::App*, Command::Kind> users = addUserCommands(app, given);

    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForAllHelp& all) {
        app.formatter(std::make_shared<HelpFormatter>(true));
        return ended(app.exit(all));
    } catch (const CLI::ParseError& error) {
        return ended(app.exit(error) == 0 ? 0 : exitUsage);
    }
    for (const auto& [command, kind] : users) {
        if (command->parsed())
            return commandOf(given, kind);
    }
    return commandOf(given, given.checkConfig ? Command::Kind::CheckConfig : Command::Kind::Serve);
}

} // namespace confab
