// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/hook.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/chat/messages.h"
#include "server/storage/storage.h"

namespace confab {

/// A webhook with what its maker is told once.
struct MadeHook {
    HookChange change;
    HookAdded answer;
};

/// Makes a webhook in a room: its secret, its bot, its row. `by` is absent for the operator, whom no role binds. Errors
/// are those of BotStore::addHook(); InputInvalid: the name, the address or the command is none.
/// Thread: the storage's home thread. `storage` must outlive the task.
QCoro::Task<Result<MadeHook>> makeHook(Storage& storage, HookAdd request, std::optional<UserId> by, UtcTime now);

/// Another secret in its place; `by` as above. Errors are those of BotStore::renewHook().
/// Thread: the storage's home thread. `storage` must outlive the task.
QCoro::Task<Result<MadeHook>> renewHook(Storage& storage, HookRenew request, std::optional<UserId> by, UtcTime now);

/// The rules of webhooks: who makes them, and what they post.
/// Thread: chat thread. Owned by: ChatService.
class Hooks {
public:
    Hooks(Storage& storage, Backplane& backplane, Messages& messages, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_messages(messages), m_clock(clock) {}

    QCoro::Task<Result<HookAdded>> handle(Caller caller, HookAdd request);
    QCoro::Task<Result<HooksAnswer>> handle(Caller caller, HookList request);
    QCoro::Task<Result<Empty>> handle(Caller caller, HookRemove request);
    QCoro::Task<Result<HookAdded>> handle(Caller caller, HookRenew request);
    /// RoomForbidden for who is no webhook; else as message.send.
    QCoro::Task<Result<Sent>> handle(Caller caller, HookPost request);

private:
    Storage& m_storage;
    Backplane& m_backplane;
    Messages& m_messages;
    const Clock& m_clock;
};

} // namespace confab
