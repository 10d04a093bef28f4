// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

/// `confabd stats` and `confabd check`, which say on the standard output what they found.
/// Thread: the main thread, with a QCoreApplication.
namespace confab {

/// Unavailable when no server runs on this configuration. `showsAll`: everything, in Prometheus' text format.
Status runStats(const Config& config, bool showsAll);

/// Unavailable when something does not work; remarks alone are none.
Status runCheck(const Config& config);

} // namespace confab
