// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <QString>

#include <optional>

namespace confab::desktop {

/// The values of the command line.
struct Options {
    QString profile;        ///< separates settings, keychain entries and unsent messages from those of other profiles
    QString server;         ///< the default of the sign-in page, or the server to sign in to
    QString user;           ///< with a password: sign in at once
    QString link;           ///< to a room or a message, to be opened; not checked
    bool minimized = false; ///< the desktop started the app: nobody waits for its window
    std::optional<Secret> password;

    /// The name under which settings, keychain entries and files of the profile are stored.
    QString profileName() const {
        return profile.isEmpty() ? QStringLiteral("Confab") : QString(QStringLiteral("Confab-") + profile);
    }
};

/// The options, or the exit code when the program ends here: 0 after help or version, 2 for wrong usage, which is
/// reported on the console.
tl::expected<Options, int> parseOptions(int argc, char** argv);

} // namespace confab::desktop
