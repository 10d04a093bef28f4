// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

/// `confabd backup`, `confabd backup verify` and `confabd restore`: each says on the standard output what was done. The
/// error is a sentence for the operator.
/// Thread: the main thread, with a QCoreApplication.
namespace confab {

/// Writes all that the server of this configuration keeps into the new file, also while it runs. The file appears when
/// it is whole; one that is there stays. Unavailable, also for PostgreSQL, whose own dumps have all of it.
Status runBackup(const Config& config, const QString& file);

/// Unavailable: it can't be read; InputInvalid: any byte of it differs from what was written.
Status verifyBackup(const QString& file);

/// Into an empty folder or one that is made; a server can use it afterwards. As restoreBackup() has it.
Status runRestore(const QString& file, const QString& folder);

} // namespace confab
