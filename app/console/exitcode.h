// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

namespace confab::console {

/// The exit codes of confab-cli. Scripts rely on them; --help lists them.
enum class ExitCode {
    Ok = 0,
    Failed = 1,        ///< a failure on this machine: the password can't be read, the output can't be written
    Usage = 2,         ///< the command line is wrong
    NoConnection = 3,  ///< the server can't be reached, or the connection was lost for good
    SignInRefused = 4, ///< wrong e-mail address or password, or signed out
    NoSuchRoom = 5,    ///< no room has this name, or the user is not a member
    Refused = 6,       ///< the server refused for another reason
    TimedOut = 7,      ///< no answer within --timeout
};

/// The code for a failed request after sign-in.
ExitCode exitCodeFor(const Error& error);
/// The code for a failed sign-in.
ExitCode signInExitCodeFor(const Error& error);

} // namespace confab::console
