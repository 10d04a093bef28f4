// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// The setting's default, for the help; empty for one that is unset by default.
QString defaultOf(const Setting& setting);

/// "5/s:20"; the reverse of parseRate().
QString rateText(const Rate& rate);

} // namespace confab
