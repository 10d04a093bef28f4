// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/commandline.h"

#include <CLI/CLI.hpp>
#include <map>

namespace confab {

Command parseCommandLine(int argc, char** argv) {
    CLI::App app{"confabd, the Confab server: keeps rooms and messages, and delivers them live"};
    app.set_version_flag("--version", CONFAB_VERSION);
    app.footer("Every setting is also a variable (--io-threads: CONFAB_IO_THREADS) and a line of the file\n"
               "(io_threads = 2). A flag weighs more than a variable, a variable more than the file.");

    Command command;
    std::string configFile;
    bool checkConfig = false;
    app.add_option("--config", configFile, "configuration file (TOML)")->envname("CONFAB_CONFIG")->option_text("FILE");
    app.add_flag("--check-config", checkConfig,
                 "say whether the configuration and the files that it names are right, and end");

    std::map<std::string, std::vector<std::string>> values;
    for (const Setting& setting : settings()) {
        if (setting.isFlag) {
            app.add_flag_callback(
                std::string("--") + setting.name, [&values, &setting] { values[setting.name] = {"on"}; }, setting.help);
            continue;
        }
        CLI::Option* option = app.add_option(std::string("--") + setting.name, values[setting.name], setting.help);
        option->option_text(setting.value)->expected(1);
        if (setting.repeats)
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    std::string name;
    std::string email;
    CLI::App* user = app.add_subcommand("user", "accounts; with SQLite, while the server is not running");
    CLI::App* add = user->add_subcommand("add", "make an account; the password is one line on standard input");
    for (const char* setting : {"data", "database", "database-password-file"})
        add->add_option(std::string("--") + setting, values[setting], "as the server has it")->expected(1);
    add->add_option("--name", name, "how others see them")->required();
    add->add_option("--email", email, "the address to sign in with")->required();
    user->require_subcommand(1);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        command.kind = Command::Kind::Done;
        command.exitCode = app.exit(error) == 0 ? 0 : 2;
        return command;
    }
    command.kind =
        add->parsed() ? Command::Kind::AddUser : (checkConfig ? Command::Kind::CheckConfig : Command::Kind::Serve);
    command.configFile = QString::fromStdString(configFile);
    command.userName = QString::fromStdString(name);
    command.userEmail = QString::fromStdString(email);
    for (const auto& [setting, given] : values) {
        for (const std::string& value : given)
            command.flags[QString::fromStdString(setting)].append(QString::fromStdString(value));
    }
    return command;
}

} // namespace confab
