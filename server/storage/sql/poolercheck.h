// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/dialect.h"

namespace confab {

/// Whether each connection to the PostgreSQL server keeps a session there. A pooler in transaction or statement mode
/// gives every transaction to any of its own connections: settings of one session then hold for another, and prepared
/// statements are missing. Unavailable, with a sentence for the administrator, when it finds such a pooler. It does not
/// report an unreachable server. Opens two connections for a moment.
/// Thread: any.
Status checkSessions(const Dialect& dialect);

} // namespace confab
