// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <csignal>

namespace confab {

/// A pipe or socket whose reader has gone fails to be written to, and does not end the process: a line of the log is
/// lost, and nothing else. For every program, first of all.
inline void ignoreBrokenPipes() {
#ifdef SIGPIPE // Windows has none
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

} // namespace confab
