// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// Those of the settings that set Config::limits. "limits" itself replaces all of them, so a source's "limits" has to
/// be applied before its others.
QList<Setting> limitSettings();

/// "5/s", "10/h:20" (20 at once), "off"; nothing for a text that is none of these.
std::optional<Rate> parseRate(const QString& text);

} // namespace confab
