// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/files/limits.h"

namespace confab {

/// What people may store, in bytes.
struct FileLimits {
    qint64 fileBytes = limits::fileBytes;
    qint64 perUser = limits::filesPerUser;
    qint64 total = limits::filesTotal;    ///< 0: no limit
    Rate requests = limits::fileRequests; ///< of one person
};

} // namespace confab
