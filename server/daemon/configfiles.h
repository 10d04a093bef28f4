// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/daemon/config.h"

#include <QDateTime>

namespace confab {

/// Reads the files that the configuration names, as a start would: certificate and key, passwords, certificates to
/// trust. Unavailable, naming the file and what is wrong with it; else what a start would not mind, but whoever looks
/// should know, one sentence each: a certificate that has run out, or soon will.
/// Thread: any.
Result<QStringList> checkFiles(const Config& config, const QDateTime& now);

} // namespace confab
