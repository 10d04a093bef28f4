// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/profile.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of what people tell others of themselves: name, picture, status, and how they want to be seen.
/// Thread: chat thread. Owned by: ChatService.
class Profiles {
public:
    Profiles(Storage& storage, Backplane& backplane, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_clock(clock) {}

    /// FileNotFound: the picture is none that the caller uploaded.
    QCoro::Task<Result<UserAnswer>> handle(Caller caller, ProfileUpdate request);
    QCoro::Task<Result<Empty>> handle(Caller caller, PresenceSet request);

private:
    Storage& m_storage;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
