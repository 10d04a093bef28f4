// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/rooms.h"
#include "server/storage/sessions.h"
#include "server/storage/users.h"

namespace confab {

/// An account with what its operator may know and nobody else.
struct AccountStanding {
    AccountRow account;
    bool isDisabled = false;
    int sessions = 0;        ///< devices that are signed in
    bool isUnopened = false; ///< disabled, because an import made it, and it never had a password
    bool hasSecondFactor = false;
};

/// A room, whoever may see it. Nothing of what is said in it.
struct RoomStanding {
    RoomId id;
    QString name; ///< empty: a direct room
    RoomKind kind = RoomKind::Room;
    Visibility visibility = Visibility::Public;
    qint64 members = 0;
    Seq lastSeq = 0;
    UtcTime createdAt;
};

/// What an operator does at the server's own machine, beside UserStore's part of it: also while nodes use the database.
/// What changes something writes an entry of the administration's log in the same transaction.
/// Thread: chat thread; answers come there.
class OperatorStore {
public:
    virtual ~OperatorStore() = default;
    /// Those with an id greater than `after`, by id, up to `limit`; removed ones are none.
    virtual QCoro::Task<Result<QList<AccountStanding>>> accounts(UserId after, int limit, UtcTime now) = 0;
    /// By id; std::nullopt when it was removed or never was.
    virtual QCoro::Task<Result<std::optional<AccountStanding>>> account(UserId user, UtcTime now) = 0;
    /// Ends its sessions; from here on it can't sign in, until enable(). Its rooms and messages stay. The sessions that
    /// were ended; none when it was disabled already.
    virtual QCoro::Task<Result<QList<SessionId>>> disable(UserId user, UtcTime now) = 0;
    /// The old password is good again.
    virtual QCoro::Task<Status> enable(UserId user, UtcTime now) = 0;
    /// UserStore::create().
    virtual QCoro::Task<Result<User>> add(NewUser user) = 0;
    /// Whether it was another one before.
    virtual QCoro::Task<Result<bool>> setRole(UserId user, ServerRole role, UtcTime now) = 0;
    /// Those with an id greater than `after`, by id, up to `limit`; deleted ones are none.
    virtual QCoro::Task<Result<QList<RoomStanding>>> rooms(RoomId after, int limit) = 0;
};

} // namespace confab
