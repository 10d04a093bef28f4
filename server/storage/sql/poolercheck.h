// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/dialect.h"

namespace confab {

/// Whether each connection to the PostgreSQL server keeps a session there. A pooler in transaction or statement mode
/// gives every transaction to any of its own connections: settings of one session then hold for another, and prepared
/// statements are missing. Unavailable, in a sentence for the administrator, when it finds that. A server that can't
/// be reached is none of its business. Opens two connections for a moment.
/// Thread: any.
Done checkSessions(const Dialect& dialect);

} // namespace confab
