// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/bot.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

#include <functional>

namespace confab {

/// Who hears of what changes with bots; functions may be empty, where nobody does.
struct BotNews {
    std::function<void(SessionId)> endSession = {};                         ///< its connections are to be closed
    std::function<void(const Event&, const QString& byName)> appended = {}; ///< to a room's log
};

/// A bot with what its maker is told once.
struct MadeBot {
    BotRow bot;
    Secret token;
};

/// Makes a bot of `wanted`, which has no token yet, and has it join its rooms; a moderator where it is to manage. What
/// was begun is taken back when it fails. Errors: those of BotStore::create() and RoomStore::join().
/// Thread: the storage's home thread. `storage` and what `news` calls must outlive the task, as below.
QCoro::Task<Result<MadeBot>> makeBot(Storage& storage, NewBot wanted, BotNews news);
/// Another token in place of the present one, whose connections are closed.
QCoro::Task<Result<MadeBot>> renewBot(Storage& storage, BotRow bot, UtcTime now, BotNews news);
/// Its token first, so that it does nothing more meanwhile; the account last, by which an interrupted removal finds it
/// again.
QCoro::Task<Status> forgetBot(Storage& storage, BotRow bot, BotNews news);

/// The rules of bots that people make, in rooms of their own.
/// Thread: chat thread. Owned by: ChatService.
class Bots {
public:
    Bots(Storage& storage, Backplane& backplane, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_clock(clock) {}

    QCoro::Task<Result<BotAdded>> handle(Caller caller, BotAdd request);
    QCoro::Task<Result<BotsAnswer>> handle(Caller caller, BotList request);
    QCoro::Task<Result<BotAdded>> handle(Caller caller, BotRenew request);
    QCoro::Task<Result<Empty>> handle(Caller caller, BotRemove request);

private:
    BotNews news() const;
    /// Out of a room of the caller's, whoever made it.
    QCoro::Task<Status> putOut(UserId bot, RoomId room, UserId by);
    /// InputInvalid: `by` made no such bot.
    QCoro::Task<Result<BotRow>> botOf(UserId by, UserId bot);

    Storage& m_storage;
    Backplane& m_backplane;
    const Clock& m_clock;
};

} // namespace confab
