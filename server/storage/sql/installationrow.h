// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/storage/installation.h"

namespace confab {

class SqlConnection;

/// The installation of this database; made when the database has none. Nodes that ask at the same time get the same
/// one. Writes nothing when there is nothing to make. Errors: those of the statements.
/// Thread: the connection's, which writes and is in no transaction.
Result<Installation> readOrMakeInstallation(SqlConnection& connection);

} // namespace confab
