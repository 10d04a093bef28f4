// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/commandline.h"

#include "server/daemon/helpformatter.h"
#include "server/daemon/settingdefaults.h"

#include <algorithm>
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
    bool showsAll = false;
    std::map<std::string, std::vector<std::string>> values;
    std::string name;
    std::string email;
    std::string backupFile;
    std::string restoreFolder;
    std::string moveTo;
    std::string movePasswordFile;
    std::string exportRoom;
    std::string exportFile;
    std::string exportFiles;
    std::vector<std::string> botRooms;
    qint64 hookRoom = 0;
    qint64 hookId = 0;
    std::string hookUrl;
    std::string hookCommand;
    std::string importPath;
    bool isSlack = false;
    bool isMattermost = false;
    std::string keptRoom;
    int keepDays = 0;
    std::string adminEmail;
    std::string adminSwitch;
    bool keepsAsServer = false;
    CLI::Option* days = nullptr;
    bool isTrial = false;
};

/// The commands, with what each one is.
using Commands = std::map<CLI::App*, Command::Kind>;

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
        option->option_text(setting.value)->expected(1)->allow_extra_args(false); // FILE may follow
        if (setting.repeats)
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    option->group(setting.group);
}

CLI::App* addCommand(CLI::App& to, const char* name, const char* help, const char* footer) {
    CLI::App* command = to.add_subcommand(name, help)->group("Commands");
    command->footer(footer);
    return command;
}

/// Its configuration is a server's, of which it needs to know where the data are.
CLI::App* withConfig(CLI::App* command, Given& given) {
    addConfigOption(*command, given);
    for (const Setting& setting : settings()) {
        if (std::string_view(setting.group) == "Storage")
            addSetting(*command, setting, given);
    }
    return command;
}

CLI::App* addUserCommand(CLI::App& users, Given& given, const char* name, const char* help, const char* footer) {
    return withConfig(addCommand(users, name, help, footer), given);
}

CLI::App* withEmail(CLI::App* command, Given& given) {
    command->add_option("--email", given.email, "the address that the account signs in with")
        ->required()
        ->option_text("ADDRESS");
    return command;
}

Commands addUserCommands(CLI::App& app, Given& given) {
    const char* const howToGivePasswords = "On a terminal the password is asked for twice and not shown; otherwise\n"
                                           "it is one line on the standard input.";
    CLI::App* users = app.add_subcommand("user", "manage accounts: add, password, list and others")->group("Commands");
    users->footer("The server may run; with SQLite (--data) it has to run as the same user, unless\n"
                  "you are root. As root, new files belong to the owner of the data folder.");
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
                                      "address can be used again. This can't be undone. With SQLite stop the server\n"
                                      "first.");
    CLI::App* disable = addUserCommand(*users, given, "disable", "keep an account out; signs all devices out",
                                       "Its rooms and messages stay as they are.");
    CLI::App* enable = addUserCommand(*users, given, "enable", "let a disabled account in again", "");
    CLI::App* sessions = addUserCommand(*users, given, "sessions", "list the devices that are signed in", "");
    CLI::App* erase = addUserCommand(*users, given, "erase", "remove an account, its messages, files and name",
                                     "As \"user remove\", and its messages are deleted for everybody, with their\n"
                                     "earlier texts and files; its name becomes \"Deleted user\". What others wrote\n"
                                     "about it stays, and so do backups. This can't be undone. With SQLite stop\n"
                                     "the server first; it removes the bytes of files when it starts again.");
    CLI::App* factor = addUserCommand(*users, given, "no-second-factor", "let the password alone sign an account in",
                                      "For who has lost the phone and the recovery codes. Its devices stay signed in.");
    CLI::App* admin = addUserCommand(*users, given, "admin", "make an account an administrator, or take that from it",
                                     "Administrators see all accounts and rooms in the app, and change them and the\n"
                                     "server's settings. They read no messages of rooms that they are not in.");
    admin->add_option("EMAIL", given.adminEmail, "the address that the account signs in with")
        ->required()
        ->option_text(" ");
    admin->add_option("SWITCH", given.adminSwitch, "on or off")
        ->required()
        ->option_text("on|off")
        ->check(CLI::IsMember({"on", "off"}));
    for (CLI::App* command : {remove, erase})
        command->add_flag("--yes", given.confirmed, "do not ask for confirmation");
    return {{add, Command::Kind::AddUser},
            {withEmail(password, given), Command::Kind::ResetPassword},
            {list, Command::Kind::ListUsers},
            {withEmail(disable, given), Command::Kind::DisableUser},
            {withEmail(enable, given), Command::Kind::EnableUser},
            {withEmail(sessions, given), Command::Kind::ListSessions},
            {withEmail(factor, given), Command::Kind::NoSecondFactor},
            {admin, Command::Kind::SetAdministrator},
            {withEmail(remove, given), Command::Kind::RemoveUser},
            {withEmail(erase, given), Command::Kind::EraseUser}};
}

Commands addHookCommands(CLI::App& bots, Given& given) {
    CLI::App* hooks = addCommand(bots, "hook", "manage webhooks of rooms: add, list, renew, remove", "");
    hooks->require_subcommand(1);
    CLI::App* add =
        withConfig(addCommand(*hooks, "add", "let programs post into a room, or hear of it (--url)",
                              "The standard output has the path that they post to, or the key that signs what\n"
                              "they get, and nothing else. It is a secret, and not shown again."),
                   given);
    add->add_option("--room", given.hookRoom, "the room's id")->required()->option_text("ID");
    add->add_option("--name", given.name, "the name that the room sees")->required()->option_text("NAME");
    add->add_option("--url", given.hookUrl, "where the room's events go; without it programs post into the room")
        ->option_text("URL");
    add->add_option("--command", given.hookCommand, "only messages that begin with this go there: /deploy")
        ->option_text("/WORD");
    CLI::App* list = withConfig(addCommand(*hooks, "list", "list the webhooks of all rooms", ""), given);
    CLI::App* remove = withConfig(addCommand(*hooks, "remove", "end a webhook; its messages stay", ""), given);
    CLI::App* renew = withConfig(addCommand(*hooks, "renew", "give a webhook another path, or another key",
                                            "The old one ends at once. The standard output is as that of \"add\"."),
                                 given);
    for (CLI::App* command : {renew, remove})
        command->add_option("--id", given.hookId, "its id in the list")->required()->option_text("ID");
    return {{add, Command::Kind::AddHook},
            {list, Command::Kind::ListHooks},
            {renew, Command::Kind::RenewHook},
            {remove, Command::Kind::RemoveHook}};
}

Commands addBotCommands(CLI::App& app, Given& given) {
    CLI::App* bots = addCommand(app, "bot", "manage bots and webhooks: add, token, hook and others",
                                "docs/bots.md says how to write one. The server may run.");
    bots->require_subcommand(1);
    CLI::App* add =
        withConfig(addCommand(*bots, "add", "make a bot",
                              "The bot becomes a member of its rooms. The standard output has its token, and\n"
                              "nothing else; it is not shown again."),
                   given);
    add->add_option("--room", given.botRooms, "a room, and what the bot may do there: read, send, manage; 7:read,send")
        ->required()
        ->option_text("ID:RIGHTS")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    CLI::App* list = withConfig(addCommand(*bots, "list", "list the bots", ""), given);
    CLI::App* remove = withConfig(addCommand(*bots, "remove", "end a bot; its messages stay", ""), given);
    CLI::App* token =
        withConfig(addCommand(*bots, "token", "give a bot another token; the old one ends at once",
                              "Its rooms and rights stay. The standard output has the token, and nothing\n"
                              "else; it is not shown again."),
                   given);
    for (CLI::App* command : {add, token, remove})
        command->add_option("--name", given.name, "the name that others see")->required()->option_text("NAME");
    Commands commands = addHookCommands(*bots, given);
    commands.merge(Commands{{add, Command::Kind::AddBot},
                            {list, Command::Kind::ListBots},
                            {token, Command::Kind::RenewBot},
                            {remove, Command::Kind::RemoveBot}});
    return commands;
}

/// `check` has all settings, because it looks at them.
Commands addOtherCommands(CLI::App& app, Given& given) {
    CLI::App* rooms = addCommand(app, "room", "look at rooms: list, keep", "");
    rooms->require_subcommand(1);
    CLI::App* list = withConfig(addCommand(*rooms, "list", "list the rooms, private ones too", ""), given);
    CLI::App* keep = withConfig(addCommand(*rooms, "keep", "for how many days a room's messages are kept",
                                           "Older messages are forgotten within an hour: texts, files, reactions.\n"
                                           "Without --days or --default it says what is set. The server may run."),
                                given);
    keep->add_option("ROOM", given.keptRoom, "the room's id or name")->required()->option_text(" ");
    given.days = keep->add_option("--days", given.keepDays, "that they are kept; 0: for ever")
                     ->option_text("N")
                     ->check(CLI::Range(0, 36'500));
    keep->add_flag("--default", given.keepsAsServer, "as --keep-days of the server says")->excludes(given.days);
    CLI::App* stats = withConfig(addCommand(app, "stats", "figures of the running server", ""), given);
    stats->add_flag("--all", given.showsAll, "all metrics, as Prometheus reads them");
    CLI::App* check = addCommand(app, "check", "say what is wrong with a server, and what to do", "");
    addConfigOption(*check, given);
    for (const Setting& setting : settings())
        addSetting(*check, setting, given);
    return {{list, Command::Kind::ListRooms},
            {keep, Command::Kind::KeepRoom},
            {stats, Command::Kind::Stats},
            {check, Command::Kind::CheckServer}};
}

/// Likewise, and where the bytes of files are.
CLI::App* withFiles(CLI::App* command, Given& given) {
    withConfig(command, given);
    for (const Setting& setting : settings()) {
        if (std::string_view(setting.name) == "files-dir")
            addSetting(*command, setting, given);
    }
    return command;
}

Commands addMoveCommand(CLI::App& app, Given& given) {
    CLI::App* move = withFiles(addCommand(app, "move", "move the data to PostgreSQL, or back to SQLite",
                                          "Stop the server first. The target is a database that no server has used.\n"
                                          "Each table is counted and compared; until all of them are equal the\n"
                                          "target stays empty, and what is moved stays where it was."),
                               given);
    move->add_option("--to", given.moveTo, "where to: postgresql://user@host/database, or a folder for SQLite")
        ->required()
        ->option_text("URL|DIR");
    move->add_option("--to-password-file", given.movePasswordFile,
                     "file with the password of that database's user; chmod 600")
        ->option_text("FILE");
    return {{move, Command::Kind::Move}};
}

Commands addExportCommand(CLI::App& app, Given& given) {
    CLI::App* room = withFiles(addCommand(app, "export", "write a room into a file, as lines of JSON",
                                          "The server may run. ROOM is an id or a name of \"confabd room list\"; FILE\n"
                                          "appears when it is whole, and may not be there yet."),
                               given);
    room->add_option("ROOM", given.exportRoom, "the room's id or name")->required()->option_text(" ");
    room->add_option("FILE", given.exportFile, "the new file")->required()->option_text(" ");
    room->add_option("--with-files", given.exportFiles, "folder for the bytes of the files that its messages carry")
        ->option_text("DIR");
    return {{room, Command::Kind::Export}};
}

Commands addImportCommand(CLI::App& app, Given& given) {
    CLI::App* import =
        withFiles(addCommand(app, "import", "add rooms of Confab, Slack or Mattermost",
                             "Stop the server first. PATH is a file of \"confabd export\" or a folder of them,\n"
                             "Slack's export or Mattermost's (the zip, or the unpacked folder).\n"
                             "People are found by their e-mail addresses; who has no account gets a disabled\n"
                             "one. A room is there as a whole or not at all. The same again adds what is\n"
                             "missing."),
                  given);
    import->add_option("PATH", given.importPath, "what was exported")->required()->option_text(" ");
    import->add_option("--with-files", given.exportFiles, "folder with the bytes of files, of an export of Confab")
        ->option_text("DIR");
    CLI::Option* slack =
        import->add_flag("--slack", given.isSlack, "PATH is an export of Slack: nothing else is taken");
    import->add_flag("--mattermost", given.isMattermost, "PATH is a bulk export of Mattermost: likewise")
        ->excludes(slack);
    import->add_flag("--dry-run", given.isTrial, "say what would be done, with numbers, and write nothing");
    return {{import, Command::Kind::Import}};
}

Commands addBackupCommands(CLI::App& app, Given& given) {
    CLI::App* backup = withFiles(addCommand(app, "backup", "write all that a server keeps into one file",
                                            "The server may run. FILE, a tar archive, appears when it is whole, and "
                                            "may\nnot be there yet. With PostgreSQL make a dump of the database "
                                            "instead."),
                                 given);
    CLI::App* verify = addCommand(*backup, "verify", "say whether a backup is whole and as it was written",
                                  "Every byte of it is read. A damaged one ends this with exit code 1.");
    CLI::App* restore = addCommand(app, "restore", "make a data folder of a backup",
                                   "The folder is made, or has to be empty. A server starts on it: --data.");
    for (CLI::App* command : {backup, verify, restore})
        command->add_option("FILE", given.backupFile, "the backup")->required(command != backup)->option_text(" ");
    restore->add_option("--into", given.restoreFolder, "the data folder")->required()->option_text("FOLDER");
    return {{verify, Command::Kind::VerifyBackup},
            {backup, Command::Kind::Backup},
            {restore, Command::Kind::RestoreBackup}};
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
    if (!given.adminEmail.empty())
        command.userEmail = QString::fromStdString(given.adminEmail);
    command.isAdministrator = given.adminSwitch == "on";
    command.isConfirmed = given.confirmed;
    command.showsAll = given.showsAll;
    command.backupFile = QString::fromStdString(given.backupFile);
    command.restoreFolder = QString::fromStdString(given.restoreFolder);
    command.moveTo = QString::fromStdString(given.moveTo);
    command.movePasswordFile = QString::fromStdString(given.movePasswordFile);
    command.exportRoom = QString::fromStdString(given.exportRoom);
    command.exportFile = QString::fromStdString(given.exportFile);
    command.exportFiles = QString::fromStdString(given.exportFiles);
    for (const std::string& room : given.botRooms)
        command.botRooms.append(QString::fromStdString(room));
    command.hookRoom = given.hookRoom;
    command.hookId = given.hookId;
    command.hookUrl = QString::fromStdString(given.hookUrl);
    command.hookCommand = QString::fromStdString(given.hookCommand);
    command.importPath = QString::fromStdString(given.importPath);
    command.isSlack = given.isSlack;
    command.isMattermost = given.isMattermost;
    command.isTrial = given.isTrial;
    command.keptRoom = QString::fromStdString(given.keptRoom);
    if (given.keepsAsServer)
        command.keepDays = -1;
    else if (given.days != nullptr && given.days->count() > 0)
        command.keepDays = given.keepDays;
    for (const auto& [setting, values] : given.values) {
        for (const std::string& value : values)
            command.flags[QString::fromStdString(setting)].append(QString::fromStdString(value));
    }
    return command;
}

/// The innermost command that was given.
Command chosen(const CLI::App& app, const Commands& commands, const Given& given) {
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty())
        command = command->get_subcommands().front();
    const auto found = std::ranges::find(commands, command, [](const auto& entry) { return entry.first; });
    if (found == commands.end())
        return commandOf(given, given.checkConfig ? Command::Kind::CheckConfig : Command::Kind::Serve);
    if (found->second == Command::Kind::Backup && given.backupFile.empty()) {
        std::fputs("confabd: \"confabd backup\" needs the name of a file.\n", stderr);
        return ended(exitUsage);
    }
    return commandOf(given, found->second);
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
    Commands commands = addUserCommands(app, given);
    commands.merge(addOtherCommands(app, given));
    commands.merge(addBotCommands(app, given));
    commands.merge(addBackupCommands(app, given));
    commands.merge(addMoveCommand(app, given));
    commands.merge(addExportCommand(app, given));
    commands.merge(addImportCommand(app, given));

    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForAllHelp& all) {
        app.formatter(std::make_shared<HelpFormatter>(true));
        return ended(app.exit(all));
    } catch (const CLI::ParseError& error) {
        return ended(app.exit(error) == 0 ? 0 : exitUsage);
    }
    return chosen(app, commands, given);
}

} // namespace confab
