// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// What the setting is when nobody sets it, for the help; empty for those that are unset then.
QString defaultOf(const Setting& setting);

/// "5/s:20"; the reverse of parseRate().
QString rateText(const Rate& rate);

} // namespace confab
