// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/administration.h"

/// What administrators have set. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

Result<StoredSettings> readServerSettings(SqlConnection& db);
/// AdminStore::set(), without its check.
Result<StoredSettings> writeServerSettings(SqlConnection& db, const Deed& deed, const StoredSettings& change);

} // namespace confab
