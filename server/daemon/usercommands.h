// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/commandline.h"

namespace confab {

/// Runs `confabd user …` and `confabd room …`, in the running server or on its database: asks for what is missing, on
/// the terminal or on the standard input, and says on the standard output what was done. The error is a sentence for
/// the operator. Thread: the main thread, with a QCoreApplication.
Status runUserCommand(const Config& config, const Command& command);

} // namespace confab
