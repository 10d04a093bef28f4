// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/files.h"

namespace confab {

class SqlConnection;

/// Inside a transaction: FileStore::readable().
Result<StoredFile> readableFile(SqlConnection& db, const QString& id, UserId reader);

} // namespace confab
