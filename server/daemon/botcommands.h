// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/commandline.h"

namespace confab {

/// Runs `confabd bot …`, in the running server or on its database. A new token or path is the only line on the standard
/// output, so that a script can keep it; what is said of it goes to the standard error. The error is a sentence for the
/// operator. Thread: the main thread, with a QCoreApplication.
Status runBotCommand(const Config& config, const Command& command);

} // namespace confab
