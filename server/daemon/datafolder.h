// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

namespace confab {

/// Makes the folder, for its owner only, when it is missing. Unavailable with the reason.
Status makeDataFolder(const QString& folder);
/// Where the key of access tokens is.
QString signingKeyFile(const QString& folder);

} // namespace confab
