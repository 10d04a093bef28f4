// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/chat/caller.h"

namespace confab {

/// Methods that have no rule yet.
struct Unwritten {
    template <class R>
    QCoro::Task<Result<typename R::Answer>> handle(Caller, R) {
        co_return fail(ErrorKind::MethodNotFound);
    }
};

} // namespace confab
