// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

namespace confab {

class SqlConnection;

/// How many copies a folder keeps: the youngest ones.
inline constexpr int migrationCopiesKept = 2;

/// When the SQLite database of the folder has an older schema than `latest`, but has one: leaves a copy of it there as
/// `confab-version-N.db`, N the schema's number, to which one can go back with the program from before. It appears
/// whole or not at all, and takes the place of one with the same number. Unavailable, with a sentence for the operator,
/// when it can't be written: then the database is as it was.
/// Thread: the writer's, outside a transaction.
Status copyBeforeMigration(SqlConnection& connection, const QString& folder, qint64 latest);

} // namespace confab
