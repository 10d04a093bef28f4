// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

namespace confab {

/// The bytes of a file, or the names in a folder, survive a loss of power from here on. Unavailable, naming the path.
/// Thread: any that may wait for a disk.
Status syncToDisk(const QString& path);

} // namespace confab
