// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/draft.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of drafts: one's own alone, and every device of a person hears of a change.
/// Thread: chat thread. Owned by: ChatService.
class Drafting {
public:
    Drafting(Storage& storage, Backplane& backplane, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_clock(clock) {}

    QCoro::Task<Result<DraftSaved>> handle(Caller caller, DraftSet request);
    QCoro::Task<Result<DraftsPage>> handle(Caller caller, DraftList request);

private:
    Storage& m_storage;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
