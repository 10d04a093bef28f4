// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <optional>

namespace confab::console {

/// One line from an open file descriptor, without its newline; nothing after it is consumed. Unavailable when it can't
/// be read; InputInvalid when it is empty or longer than any password.
Result<Secret> readSecret(int descriptor);

/// Asks at the terminal (not the standard input, which may be a pipe) without showing what is typed. Unavailable when
/// there is no terminal.
Result<Secret> askSecret(const QString& question);

/// From the descriptor when there is one, else from the terminal.
Result<Secret> obtainSecret(std::optional<int> descriptor, const QString& question);

} // namespace confab::console
