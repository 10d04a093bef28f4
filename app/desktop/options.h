// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <QString>

#include <optional>

namespace confab::desktop {

/// What the command line says.
struct Options {
    QString profile; ///< keeps settings, keychain entries and unsent messages apart from other profiles'
    QString server;  ///< what the sign-in page begins with, or where to sign in
    QString user;    ///< with a password: sign in at once
    std::optional<Secret> password;

    /// What settings, keychain entries and files of the profile are filed under.
    QString profileName() const {
        return profile.isEmpty() ? QStringLiteral("Confab") : QString(QStringLiteral("Confab-") + profile);
    }
};

/// The options, or the exit code when there is nothing more to do: 0 after help or version, 2 for wrong usage, which is
/// said on the console.
tl::expected<Options, int> parseOptions(int argc, char** argv);

} // namespace confab::desktop
