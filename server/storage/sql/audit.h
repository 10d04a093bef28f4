// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"

/// The log of what administrators and the operator do. Every function runs inside the caller's transaction.
namespace confab {

class SqlConnection;

struct AuditNote {
    UtcTime at;
    UserId by; ///< 0: the operator
    QString action;
    UserId user = {};    ///< 0: nobody
    RoomId room = {};    ///< 0: none
    QString detail = {}; ///< no secret, no e-mail address; cut at limits::auditChars
};

/// And forgets what is older, or more, than is kept.
Status writeAudit(SqlConnection& db, const AuditNote& note);

} // namespace confab
