// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/message.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of reading a room: its log, and its messages in their present form.
/// Thread: chat thread. Owned by: ChatService.
class Reading {
public:
    explicit Reading(Storage& storage) : m_storage(storage) {}

    QCoro::Task<Result<EventsPage>> handle(Caller caller, RoomEvents request);
    QCoro::Task<Result<HistoryPage>> handle(Caller caller, RoomHistory request);
    QCoro::Task<Result<HistoryPage>> handle(Caller caller, RoomThread request);
    QCoro::Task<Result<MessagesAnswer>> handle(Caller caller, RoomPins request);
    QCoro::Task<Result<MessagesAnswer>> handle(Caller caller, MessageGet request);
    QCoro::Task<Result<VersionsAnswer>> handle(Caller caller, MessageEdits request);
    QCoro::Task<Result<ReactorsAnswer>> handle(Caller caller, MessageReactors request);
    QCoro::Task<Result<ReadersPage>> handle(Caller caller, MessageReaders request);

private:
    Storage& m_storage;
};

} // namespace confab
