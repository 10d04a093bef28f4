// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/options.h"

#include "common/core/secretline.h"
#include "common/protocol/limits.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace confab::desktop {

namespace {
constexpr int wrongUsage = 2;
constexpr size_t linkBytes = 1000; // a line to another instance holds it, escaped
} // namespace

tl::expected<Options, int> parseOptions(int argc, char** argv) {
    CLI::App app("Confab, the desktop app: rooms where people talk, on a server of your own.", "confab");
    std::string profile, server, user, link;
    int passwordDescriptor = -1;
    bool minimized = false;
    app.add_option("--server", server, "Address of the server, for example chat.example.org or ws://127.0.0.1:7450");
    app.add_option("--user", user, "Sign in at once with this e-mail address (needs --password-fd)");
    app.add_option("--password-fd", passwordDescriptor, "Read the password from this open file descriptor")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--profile", profile, "Keep settings and sign-in apart under this name")
        ->check(CLI::Validator(
            [](std::string& name) {
                const bool fine =
                    !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
                        return (c < 128 && std::isalnum(c)) || c == '-' || c == '_';
                    });
                return fine ? std::string() : std::string("only letters, digits, - and _ (1 to 40)");
            },
            "NAME"));
    app.add_flag("--minimized", minimized, "Begin with a minimized window, or in the tray");
    app.add_option("link", link, "Open this room, or message in it: confab://chat.example.org/room/7/413")
        ->check(CLI::Validator(
            [](std::string& text) {
                return text.size() <= linkBytes ? std::string() : std::string("too long for a link to a room");
            },
            "LINK"));
    app.set_version_flag("--version", CONFAB_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(app.exit(error) == 0 ? 0 : wrongUsage);
    }
    Options options{QString::fromStdString(profile),
                    QString::fromStdString(server),
                    QString::fromStdString(user),
                    QString::fromStdString(link),
                    minimized,
                    {}};
    if (passwordDescriptor < 0)
        return options;
    Result<Secret> password = readSecret(passwordDescriptor, limits::passwordBytes);
    if (!password) {
        std::cerr << "confab: " << password.error().message.toStdString() << '\n';
        return tl::unexpected(wrongUsage);
    }
    options.password = std::move(*password);
    return options;
}

} // namespace confab::desktop
