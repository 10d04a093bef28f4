// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/daemon/config.h"
#include "server/storage/sql/sqlstorage.h"

namespace confab {

/// Opens the database that the configuration names, with its password when a file of one is named. Unavailable, with a
/// sentence for the operator that names the database. `stores`: as SqlStorage::open() has it.
Result<std::unique_ptr<SqlStorage>> openDatabase(const Config& config, QObject* home,
                                                 std::function<void(bool)> stores = {});

/// Opens where the bytes of files are: the configured folder, or else one beside the SQLite database, or PostgreSQL.
/// Unavailable as above. On the thread that uses them.
Result<std::unique_ptr<BlobStore>> openBlobs(const Config& config);

/// When the database has no account yet: a sentence that says how to create the first one; otherwise empty.
/// On the home thread.
Result<QString> firstAccountHint(const Config& config, SqlStorage& storage);

/// The key of access tokens: nodes share the one in their database, a single server has it in its folder. On the home
/// thread.
Result<QByteArray> signingKey(const Config& config, SqlStorage& storage);

} // namespace confab
