// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/message.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of messages and of reading a room's log.
/// Thread: chat thread. Owned by: ChatService.
class Messages {
public:
    Messages(Storage& storage, const Hub& hub, Backplane& backplane, const Clock& clock);

    /// Answers only when the message is durable; then it is published, once.
    QCoro::Task<Result<Sent>> handle(Caller caller, MessageSend request);
    QCoro::Task<Result<EventsPage>> handle(Caller caller, RoomEvents request);
    QCoro::Task<Result<HistoryPage>> handle(Caller caller, RoomHistory request);

private:
    Storage& m_storage;
    const Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
