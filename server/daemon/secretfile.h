// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

namespace confab {

/// Unavailable when others than the file's owner and group can read it, or others than its owner can write it.
/// Thread: any.
Status checkSecretFile(const QString& path);

/// The first line of the file, for a password. Unavailable, naming the file, when it can't be read, is world-readable,
/// or the line is no password (secretFromLine()).
/// Thread: any.
Result<Secret> readSecretFile(const QString& path);

} // namespace confab
