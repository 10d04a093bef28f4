// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/daemon/config.h"

#include <QDateTime>

namespace confab {

/// Reads the files that the configuration names, as a start would: certificate and key, passwords, certificates to
/// trust. Unavailable, naming the file and what is wrong with it; else warnings that do not keep it from starting, one
/// sentence each: a certificate that has expired, or soon will.
/// Thread: any.
Result<QStringList> checkFiles(const Config& config, const QDateTime& now);

} // namespace confab
