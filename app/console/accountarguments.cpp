// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/commandline.h"

namespace confab::console {

namespace {

constexpr auto group = "Commands for your account";

SessionsOptions sessionsOptions(const Arguments& a) {
    return {a.json, a.session > 0 ? std::optional<qint64>(a.session) : std::nullopt};
}

/// What keeps others out of the account, and how it ends.
void addSafety(CLI::App& app, Arguments& arguments) {
    CLI::App* factor = addCommand(app, arguments, "second-factor", "Ask for a code, too, at each sign-in; or no more",
                                  group, [](const Arguments& a) { return SecondFactorOptions{a.state == "on"}; });
    factor
        ->add_option("state", arguments.state,
                     "on: prints a key for an authenticator app, asks for a code of it, and prints\nrecovery codes; "
                     "off: asks for another code than that of the sign-in")
        ->option_text("on|off")
        ->required()
        ->check(CLI::IsMember({"on", "off"}));
    addCommand(app, arguments, "email", "Change your e-mail address", group,
               [](const Arguments& a) { return EmailOptions{q(a.email)}; })
        ->add_option("email", arguments.email, "The new one, with which you sign in from then on")
        ->option_text("ADDRESS")
        ->required();
    addCommand(app, arguments, "delete-account", "Delete your account, and all that you wrote", group,
               [](const Arguments& a) { return DeleteAccountOptions{a.yes}; })
        ->add_flag("--yes", arguments.yes, "Do not ask for confirmation");
}

} // namespace

void addAccount(CLI::App& app, Arguments& arguments) {
    CLI::App* registration = addCommand(app, arguments, "register", "Create an account for the address in --user",
                                        group, [](const Arguments& a) {
                                            return RegisterOptions{q(a.name), q(a.invitation)};
                                        });
    registration->add_option("--name", arguments.name, "Name that others see")->option_text("NAME")->required();
    registration
        ->add_option("--invitation", arguments.invitation,
                     "Link or code of an invitation, to whose room the account\nbelongs at once; - reads it from the "
                     "standard input")
        ->option_text("LINK");
    CLI::App* sessions =
        addCommand(app, arguments, "sessions", "List where you are signed in, this run, too", group, sessionsOptions);
    sessions->add_flag("--json", arguments.json, "Print one JSON object per line (of session.list in the protocol)");
    sessions->add_option("--end", arguments.session, "Sign out the session with this id instead")
        ->option_text("ID")
        ->check(CLI::PositiveNumber);
    CLI::App* password = addCommand(app, arguments, "password", "Change your password; all sessions but this run end",
                                    group, [](const Arguments& a) { return PasswordOptions{fd(a.newPasswordFd)}; });
    password
        ->add_option(
            "--new-password-fd", arguments.newPasswordFd,
            "Read the new one from this file descriptor: one line, of the same one the\nline after the present "
            "password")
        ->option_text("NUMBER")
        ->check(CLI::NonNegativeNumber);
    addSafety(app, arguments);
}

void addProfile(CLI::App& app, Arguments& arguments) {
    CLI::App* profile = addCommand(
        app, arguments, "profile", "Change your name or status, or print them", group, [](const Arguments& a) {
            return ProfileOptions{given(a.name), given(a.status), given(a.emoji), a.clearStatus, a.json};
        });
    profile->add_option("--name", arguments.name, "Your name from now on")->option_text("NAME");
    profile->add_option("--status", arguments.status, "The text of your status")->option_text("TEXT");
    profile->add_option("--emoji", arguments.emoji, "The emoji of your status")->option_text("EMOJI");
    profile->add_flag("--clear-status", arguments.clearStatus, "Take your status away");
    profile->add_flag("--json", arguments.json, "Print one JSON object (User in the protocol)");
    addCommand(app, arguments, "presence", "Choose how others see you, on all your devices", group,
               [](const Arguments& a) { return PresenceOptions{q(a.state)}; })
        ->add_option("state", arguments.state, "online, away, dnd (do not disturb) or invisible")
        ->option_text("STATE")
        ->required()
        ->check(CLI::IsMember({"online", "away", "dnd", "invisible"}));
}

} // namespace confab::console
