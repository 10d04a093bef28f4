// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// Where the configuration's database is, with its password when a file of one is named. SQLite's folder is made when
/// it is missing. Unavailable, with a sentence for the operator, also when a restore into it has not ended.
Result<DatabaseAddress> databaseAddress(const Config& config);
/// The same of one that has to be there: Unavailable when SQLite's folder is missing.
Result<DatabaseAddress> existingDatabase(const Config& config);

} // namespace confab
