// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"
#include "app/console/timespan.h"
#include "common/protocol/limits.h"

namespace confab::console {

namespace {

constexpr auto keeping = "Commands that keep a room in order";

CLI::App* addKeeping(CLI::App& app, Arguments& arguments, const char* name, const char* text,
                     ModerationOptions::Kind kind) {
    const auto meaning = [kind](const Arguments& a) {
        return ModerationOptions{kind, q(a.person), q(a.role), q(a.reason), a.days, timeSpan(a.span).value_or(0)};
    };
    return addCommand(app, arguments, name, text, keeping, meaning);
}

void addReason(CLI::App* command, Arguments& arguments) {
    command->add_option("--reason", arguments.reason, "The reason, which everybody in the room reads")
        ->option_text("TEXT");
}

std::string whyNotSlow(const std::string& text) {
    const std::optional<qint64> ms = timeSpan(text);
    const bool isRight = text == "off" || (ms && *ms <= limits::slowModeMs);
    return isRight ? std::string() : "off, or a time up to 1d expected, not " + text;
}

} // namespace

void addModerating(CLI::App& app, Arguments& arguments) {
    using Kind = ModerationOptions::Kind;
    const auto add = [&](const char* name, const char* text, Kind kind) {
        CLI::App* command = addKeeping(app, arguments, name, text, kind);
        addPerson(command, arguments);
        return command;
    };
    add("role", "Make somebody an owner, a moderator or a member of the room", Kind::Role)
        ->add_option("role", arguments.role, "owner, moderator or member")
        ->option_text("ROLE")
        ->required()
        ->check(CLI::IsMember({"owner", "moderator", "member"}));
    addReason(add("kick", "Remove somebody from the room", Kind::Kick), arguments);
    CLI::App* ban = add("ban", "Remove somebody from the room, and let them not come back", Kind::Ban);
    addReason(ban, arguments);
    ban->add_option("--days", arguments.days, "The ban ends after so many days (default: not by itself)")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 3650));
    add("unban", "Lift the ban of somebody", Kind::Unban);
    addCommand(app, arguments, "bans", "List who is banned from the room", keeping, [](const Arguments& a) {
        return BansOptions{a.json};
    })->add_flag("--json", arguments.json, "Print one JSON object per line (Ban in the protocol)");
}

void addSilencing(CLI::App& app, Arguments& arguments) {
    using Kind = ModerationOptions::Kind;
    const auto add = [&](const char* name, const char* text, Kind kind) {
        CLI::App* command = addKeeping(app, arguments, name, text, kind);
        addTarget(command, arguments)->required();
        addPerson(command, arguments);
        return command;
    };
    addSpan(add("mute", "Let somebody read the room, but not write in it", Kind::Mute), arguments,
            "It ends after this time, such as 30m, 1h or 2d (default: not by itself)", longestMs);
    add("unmute", "Let somebody write again", Kind::Unmute);
    CLI::App* slow = addCommand(app, arguments, "slow", "Set the least time between two messages of a member", keeping,
                                [](const Arguments& a) { return SlowOptions{timeSpan(a.span).value_or(0)}; });
    addTarget(slow, arguments)->required();
    slow->add_option("time", arguments.span, "Such as 30s or 5m; off: none")
        ->option_text("TIME|off")
        ->required()
        ->check(whyNotSlow);
}

void addBlocking(CLI::App& app, Arguments& arguments) {
    constexpr auto group = "Commands for blocking people";
    const auto add = [&](const char* name, const char* text, bool on) {
        addPerson(addCommand(app, arguments, name, text, group,
                             [on](const Arguments& a) {
                                 return BlockOptions{q(a.person), on};
                             }),
                  arguments);
    };
    add("block", "Take no direct messages from somebody", true);
    add("unblock", "Take them again", false);
    addCommand(app, arguments, "blocked", "List whom you block", group, [](const Arguments& a) {
        return BlockedOptions{a.json};
    })->add_flag("--json", arguments.json, "Print one JSON object per line (User in the protocol)");
}

} // namespace confab::console
