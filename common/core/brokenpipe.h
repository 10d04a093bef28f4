// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <csignal>

namespace confab {

/// Makes a write to a pipe or socket without a reader fail instead of ending the process: one line of the log is lost,
/// nothing else. Every program calls it first.
inline void ignoreBrokenPipes() {
#ifdef SIGPIPE // Windows has none
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

} // namespace confab
