// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/core/secret.h"
#include "server/daemon/config.h"

namespace confab {

/// Makes an account in the data folder of a server that is not running. The same rules as for people who register.
Result<UserId> addUser(const Config& config, const QString& name, const QString& email, const Secret& password);

} // namespace confab
