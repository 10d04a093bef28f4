// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"
#include "common/protocol/botscope.h"
#include "common/protocol/hook.h"
#include "server/storage/rolerule.h"

#include <qcoro/qcorotask.h>

#include <chrono>
#include <functional>

namespace confab {

struct NewBot {
    QString name;         ///< normalised; unique among bots, without regard to case
    QByteArray tokenHash; ///< the token itself is never stored
    QHash<RoomId, BotRights> rooms;
    UtcTime at;
    std::optional<UserId> by = std::nullopt; ///< absent: the operator
};

/// A bot as its operator, or who made it, sees it.
struct BotRow {
    UserId user;
    QString name;
    SessionId session; ///< that of all its connections
    UtcTime createdAt;
    QHash<RoomId, BotRights> rooms = {};
    std::optional<User> by = std::nullopt; ///< who made it, as inRoomsOf() tells; absent: the operator
};

/// For whom a token speaks.
struct BotSession {
    UserId user;
    SessionId session;
    QString name;
    BotScope scope;
};

/// A webhook that is to be made. One of `tokenHash` and `url` is there.
struct NewHook {
    RoomId room;
    std::optional<UserId> by; ///< absent: the operator
    QString name;             ///< normalised
    UtcTime at;
    QByteArray tokenHash = {}; ///< of an incoming one: of its secret
    std::optional<QString> url = std::nullopt;
    std::optional<QString> command = std::nullopt;
    QByteArray signingKey = {};
};

/// What a webhook gets in place of its secret: one of the two, by its kind.
struct HookSecrets {
    RoomId room; ///< no id: whatever room it is in
    qint64 hook = 0;
    QByteArray tokenHash;
    QByteArray signingKey;
    UtcTime at;
};

/// A change of a room's webhooks, with what it appended to the room's log.
struct HookChange {
    Hook hook;
    SessionId session; ///< of an incoming one
    QList<Event> events;
};

/// An outgoing webhook that this node has in hand, and where it stands.
struct HookWork {
    qint64 hook = 0;
    RoomId room;
    UserId user; ///< as whom it speaks
    QString url;
    std::optional<QString> command;
    QByteArray signingKey;
    Seq delivered = 0; ///< the room's log, up to here
    int failures = 0;  ///< in a row
};

/// Those to deliver now.
struct DueHooks {
    QList<HookWork> work;
    bool hasAny = false;                             ///< there are outgoing webhooks, due or not
    int waiting = 0;                                 ///< of them, those with something to deliver, in hand or not
    int failing = 0;                                 ///< of these, those whose last delivery failed
    std::optional<std::chrono::milliseconds> nextIn; ///< when one is to be asked for again, whatever is appended
};

/// Accounts of programs: bots, and the webhooks of rooms. Each is a user without a password, in no direct room, and
/// never the successor of an owner as long as there is a person.
/// Thread: chat thread; answers come there.
class BotStore {
public:
    virtual ~BotStore() = default;

    /// The account and its token; it is in no room yet. EmailTaken: there is a bot with this name. With `by` also
    /// RoomNotFound, RoomNotMember; RoomForbidden: `may` says so of the role in one of the rooms, or `by` has
    /// limits::botsPerPerson.
    virtual QCoro::Task<Result<BotRow>> create(NewBot bot, RoleRule may) = 0;
    /// AuthExpired: no bot and no webhook has this token any more.
    virtual QCoro::Task<Result<BotSession>> byToken(QByteArray tokenHash) = 0;
    virtual QCoro::Task<Result<std::optional<BotRow>>> byName(QString name) = 0;
    /// Those with an id greater than `after`, by id, up to `limit`. Webhooks are none.
    virtual QCoro::Task<Result<QList<BotRow>>> list(UserId after, int limit) = 0;
    /// Those that `by` made, by id.
    virtual QCoro::Task<Result<QList<BotRow>>> madeBy(UserId by) = 0;
    /// The bot with another token: the old one and its session, which is the answer, have ended. AuthExpired: there is
    /// no such bot any more.
    virtual QCoro::Task<Result<SessionId>> renew(UserId bot, QByteArray tokenHash, UtcTime at) = 0;
    /// Those that others made, with rights in rooms of `owner` where `may` says so of the role; with these rooms only.
    /// By id, up to `limit`.
    virtual QCoro::Task<Result<QList<BotRow>>> inRoomsOf(UserId owner, RoleRule may, int limit) = 0;
    /// Its rights in the room, where it stays a member. Its session, which is in the answer, has ended, and with it
    /// what connections know of its rights; its token is good for its other rooms. RoomNotFound, RoomNotMember;
    /// RoomForbidden: `may` says so of the role of `by`; InputInvalid: no bot of the room.
    virtual QCoro::Task<Result<BotRow>> takeRights(UserId bot, RoomId room, UserId by, UtcTime at, RoleRule may) = 0;
    /// Its token and its account; its messages stay, under its name. The rooms that it is in, it stays in.
    virtual QCoro::Task<Status> remove(UserId bot) = 0;

    /// Its bot is a member of the room. RoomNotFound, RoomNotMember; RoomForbidden: `may` says so of the role of
    /// `by`, or the room has limits::hooksPerRoom; RoomFull.
    virtual QCoro::Task<Result<HookChange>> addHook(NewHook hook, RoleRule may) = 0;
    /// Those of a room, by id; by the rule of addHook().
    virtual QCoro::Task<Result<QList<Hook>>> hooksOf(RoomId room, UserId by, RoleRule may) = 0;
    /// For the operator: those of all rooms with an id greater than `after`, by id, up to `limit`.
    virtual QCoro::Task<Result<QList<Hook>>> hooks(qint64 after, int limit) = 0;
    /// Another secret in place of the old one: `tokenHash` of an incoming one, whose session that ended is in the
    /// answer, `signingKey` of an outgoing one. RoomNotFound, RoomNotMember, RoomForbidden as above; InputInvalid: the
    /// room has no such webhook. The operator's, without `by`: whatever room it is in.
    virtual QCoro::Task<Result<HookChange>> renewHook(HookSecrets fresh, std::optional<UserId> by, RoleRule may) = 0;
    /// Its bot leaves the room, its account goes. RoomNotFound, RoomNotMember, RoomForbidden as above; InputInvalid:
    /// the room has no such webhook. The operator's, without `by`: whatever room it is in.
    virtual QCoro::Task<Result<HookChange>> removeHook(RoomId room, qint64 hook, std::optional<UserId> by, UtcTime at,
                                                       RoleRule may) = 0;

    // ---- the deliveries of outgoing ones; times are the database's own

    /// `tell`: called when this process has made one; one at a time, and may be empty.
    virtual void onOutgoingHook(std::function<void()> tell) = 0;
    /// Up to `limit` whose rooms have what is not delivered, and whose pause is over. No other node gets them before
    /// `hold` is over, or before one of the next two is called.
    virtual QCoro::Task<Result<DueHooks>> takeDue(std::chrono::milliseconds hold, int limit) = 0;
    /// Everything up to `seq` is delivered.
    virtual QCoro::Task<Status> delivered(qint64 hook, Seq seq) = 0;
    /// It gets the same again after `pause`; nothing more when it has been failing for `disableAfter`.
    virtual QCoro::Task<Status> failed(qint64 hook, std::chrono::milliseconds pause,
                                       std::chrono::milliseconds disableAfter) = 0;
};

} // namespace confab
