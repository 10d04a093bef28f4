// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/exitcode.h"

namespace confab::console {

ExitCode exitCodeFor(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Disconnected:
        return ExitCode::NoConnection;
    case ErrorKind::Timeout:
        return ExitCode::TimedOut;
    case ErrorKind::AuthRequired:
    case ErrorKind::AuthInvalid:
    case ErrorKind::AuthExpired:
    case ErrorKind::AuthCodeRequired:
    case ErrorKind::AuthWrongCode:
        return ExitCode::SignInRefused;
    case ErrorKind::RoomNotFound:
    case ErrorKind::RoomNotMember:
        return ExitCode::NoSuchRoom;
    case ErrorKind::Unavailable:
        return ExitCode::Failed;
    default:
        return ExitCode::Refused;
    }
}

ExitCode signInExitCodeFor(const Error& error) {
    const bool throttled = error.kind == ErrorKind::AuthThrottled;
    return throttled ? ExitCode::SignInRefused : exitCodeFor(error);
}

} // namespace confab::console
