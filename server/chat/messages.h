// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/message.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules of messages: sending them, and changing what was sent.
/// Thread: chat thread. Owned by: ChatService.
class Messages {
public:
    Messages(Storage& storage, const Hub& hub, Backplane& backplane, const Clock& clock);

    /// Each answers only when the event is durable; then it is published, once.
    QCoro::Task<Result<Sent>> handle(Caller caller, MessageSend request);
    QCoro::Task<Result<Sent>> handle(Caller caller, MessageEdit request);
    QCoro::Task<Result<Sent>> handle(Caller caller, MessageDelete request);
    QCoro::Task<Result<Empty>> handle(Caller caller, MessageReact request);
    QCoro::Task<Result<Empty>> handle(Caller caller, MessagePin request);

private:
    NewEvent newEvent(const Caller& caller, RoomId room, EventData data) const;
    /// Whom "@here" of this text calls.
    QList<UserId> calledIn(RoomId room, const QString& body) const;
    QCoro::Task<Result<Sent>> append(Caller caller, NewEvent event);

    Storage& m_storage;
    const Hub& m_hub;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
