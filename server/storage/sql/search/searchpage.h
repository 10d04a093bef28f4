// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/search.h"

namespace confab {

class SqlConnection;

/// SearchStore::find() inside the caller's transaction, but for SearchPage::indexed.
Result<SearchPage> findMessages(SqlConnection& db, const SearchQuestion& question);

} // namespace confab
