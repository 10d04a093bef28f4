// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/profile.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of blocking people. Who is blocked is not told.
/// Thread: chat thread. Owned by: ChatService.
class Blocking {
public:
    Blocking(Storage& storage, Backplane& backplane) : m_storage(storage), m_backplane(backplane) {}

    QCoro::Task<Result<Empty>> handle(Caller caller, UserBlock request);
    QCoro::Task<Result<UsersAnswer>> handle(Caller caller, UserBlocks request);

private:
    Storage& m_storage;
    Backplane& m_backplane;
};

} // namespace confab
