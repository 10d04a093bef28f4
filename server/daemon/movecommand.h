// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"

namespace confab {

/// `confabd move`: all that the server of this configuration keeps, to PostgreSQL or back to SQLite, while it is
/// stopped; says on the standard output what was moved. `to`: a URL as --database has it, or a folder. `passwordFile`:
/// of the target's user; empty: none. The error is a sentence for the operator.
/// Thread: the main thread, with a QCoreApplication.
Status runMove(const Config& config, const QString& to, const QString& passwordFile);

} // namespace confab
