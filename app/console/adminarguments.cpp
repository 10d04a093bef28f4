// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"

namespace confab::console {

namespace {

using Kind = AdminOptions::Kind;

/// A command of `admin`, which notes its kind.
CLI::App* addKind(CLI::App& admin, Arguments& arguments, const char* name, const char* text, Kind kind) {
    CLI::App* command = admin.add_subcommand(name, text);
    command->set_help_flag("-h,--help", "Print this help");
    command->callback([&arguments, kind] {
        const Arguments& a = arguments;
        AdminOptions options;
        options.kind = kind;
        options.find = q(a.find);
        options.person = q(a.person);
        options.name = q(a.name);
        options.value = q(a.state);
        options.json = a.json;
        arguments.command = options;
    });
    return command;
}

void addLists(CLI::App& admin, Arguments& arguments) {
    const auto add = [&](const char* name, const char* text, Kind kind) {
        CLI::App* list = addKind(admin, arguments, name, text, kind);
        list->add_flag("--json", arguments.json, "Print JSON objects (as in the protocol), one a line");
        return list;
    };
    CLI::App* users = add("users", "List the people of the server", Kind::Users);
    CLI::App* rooms = add("rooms", "List the rooms of the server, private ones too", Kind::Rooms);
    for (CLI::App* list : {users, rooms})
        list->add_option("--find", arguments.find, "Only those with this in the name or e-mail address")
            ->option_text("TEXT");
    add("log", "List the latest that administrators and the operator did", Kind::Log);
    add("stats", "Print figures of the server", Kind::Stats);
    add("settings", "Print what administrators can set", Kind::Settings);
}

void addChanges(CLI::App& admin, Arguments& arguments) {
    const auto add = [&](const char* name, const char* text, Kind kind) {
        addKind(admin, arguments, name, text, kind)
            ->add_option("person", arguments.person, "E-mail address")
            ->option_text("ADDRESS")
            ->required();
    };
    add("disable", "Sign a person out, and keep the account out", Kind::Disable);
    add("enable", "Let a disabled account in again", Kind::Enable);
    add("reset-password", "Print a link by which a person sets a new password", Kind::Reset);
    addKind(admin, arguments, "invite", "Print a link by which one person can make an account", Kind::Invite)
        ->add_option("address", arguments.person, "Only somebody with this e-mail address (default: anybody)")
        ->option_text("ADDRESS");
    CLI::App* set = addKind(admin, arguments, "set", "Change a setting of the server", Kind::Set);
    set->add_option("name", arguments.name,
                    "name, registration (open, invite, closed) or retention (days; 0: for ever)")
        ->option_text("NAME")
        ->required()
        ->check(CLI::IsMember({"name", "registration", "retention"}));
    set->add_option("value", arguments.state, "The new value")->option_text("VALUE")->required();
}

} // namespace

void addAdministration(CLI::App& app, Arguments& arguments) {
    CLI::App* admin = app.add_subcommand("admin", "Administer the server");
    admin->group("Commands for administrators");
    admin->set_help_flag("-h,--help", "Print this help");
    admin->require_subcommand(1);
    addLists(*admin, arguments);
    addChanges(*admin, arguments);
}

} // namespace confab::console
