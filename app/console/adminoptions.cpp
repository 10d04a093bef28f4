// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/adminoptions.h"

#include <CLI/CLI.hpp>

namespace confab::console {

namespace {

void addLists(CLI::App& admin, AdminRaw& raw) {
    CLI::App* users = admin.add_subcommand("users", "List the people of the server");
    CLI::App* rooms = admin.add_subcommand("rooms", "List the rooms of the server, private ones too");
    for (CLI::App* list : {users, rooms})
        list->add_option("--find", raw.find, "Only those with this in the name or e-mail address")->option_text("TEXT");
    CLI::App* log = admin.add_subcommand("log", "List the latest that administrators and the operator did");
    CLI::App* stats = admin.add_subcommand("stats", "Print figures of the server");
    CLI::App* settings = admin.add_subcommand("settings", "Print what administrators can set");
    for (CLI::App* list : {users, rooms, log, stats, settings})
        list->add_flag("--json", raw.json, "Print JSON objects (as in the protocol), one a line");
}

void addChanges(CLI::App& admin, AdminRaw& raw) {
    CLI::App* disable = admin.add_subcommand("disable", "Sign a person out, and keep the account out");
    CLI::App* enable = admin.add_subcommand("enable", "Let a disabled account in again");
    CLI::App* reset = admin.add_subcommand("reset-password", "Print a link by which a person sets a new password");
    for (CLI::App* change : {disable, enable, reset})
        change->add_option("person", raw.person, "E-mail address")->option_text("ADDRESS")->required();
    admin.add_subcommand("invite", "Print a link by which one person can make an account")
        ->add_option("address", raw.email, "Only somebody with this e-mail address (default: anybody)")
        ->option_text("ADDRESS");
    CLI::App* set = admin.add_subcommand("set", "Change a setting of the server");
    set->add_option("name", raw.name, "name, registration (open, invite, closed) or retention (days; 0: for ever)")
        ->option_text("NAME")
        ->required()
        ->check(CLI::IsMember({"name", "registration", "retention"}));
    set->add_option("value", raw.value, "The new value")->option_text("VALUE")->required();
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

} // namespace

void addAdministration(CLI::App& admin, AdminRaw& raw) {
    admin.require_subcommand(1);
    addLists(admin, raw);
    addChanges(admin, raw);
}

AdminOptions adminOptions(const CLI::App& admin, const AdminRaw& raw) {
    using Kind = AdminOptions::Kind;
    const std::pair<const char*, Kind> kinds[] = {{"users", Kind::Users},       {"rooms", Kind::Rooms},
                                                  {"log", Kind::Log},           {"stats", Kind::Stats},
                                                  {"settings", Kind::Settings}, {"disable", Kind::Disable},
                                                  {"enable", Kind::Enable},     {"reset-password", Kind::Reset},
                                                  {"invite", Kind::Invite},     {"set", Kind::Set}};
    AdminOptions options;
    for (const auto& [word, kind] : kinds) {
        if (admin.got_subcommand(word))
            options.kind = kind;
    }
    options.find = text(raw.find);
    options.person = options.kind == Kind::Invite ? text(raw.email) : text(raw.person);
    options.name = text(raw.name);
    options.value = text(raw.value);
    options.json = raw.json;
    return options;
}

} // namespace confab::console
