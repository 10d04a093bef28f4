// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/draft.h"

#include <qcoro/qcorotask.h>

namespace confab {

/// What people have written and not sent. A person has limits::draftsPerUser of them; those of a room that the person
/// left are gone.
class DraftStore {
public:
    virtual ~DraftStore() = default;
    /// Replaces the draft of its place, with its time. RoomNotFound, RoomNotMember.
    virtual QCoro::Task<Status> put(UserId user, Draft draft) = 0;
    /// Those that were changed at `since` or later, by that time: no more of them than PageBound takes.
    virtual QCoro::Task<Result<DraftsPage>> changedSince(UserId user, UtcTime since) = 0;
};

} // namespace confab
