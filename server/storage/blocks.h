// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/types.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// Whom people block. Who is blocked can't open a direct room with the blocker, nor append to that of the two.
class BlockStore {
public:
    virtual ~BlockStore() = default;
    /// `whom`, when it was not so already. InputInvalid: there is no such account, or it is `by`. RoomForbidden: `by`
    /// blocks limits::blocksPerPerson.
    virtual QCoro::Task<Result<std::optional<User>>> setBlocked(UserId by, UserId whom, bool on) = 0;
    /// Whom `by` blocks, by id.
    virtual QCoro::Task<Result<QList<User>>> blocked(UserId by) = 0;
};

} // namespace confab
