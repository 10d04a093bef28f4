// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "server/daemon/config.h"
#include "server/storage/sql/sqlstorage.h"

#include <QObject>

#include <functional>

namespace confab {

/// The operator's account commands on a database: an SQLite folder while no server uses it, PostgreSQL at any time.
/// Every call blocks.
/// Thread: the one that made it. Owned by: a command.
class UserAdmin {
public:
    /// Unavailable, with a sentence for the operator, when the database can't be opened or a server uses it.
    static Result<std::unique_ptr<UserAdmin>> open(const Config& config);

    /// Called once for the password, after all other checks passed.
    using PasswordSource = std::function<Result<Secret>()>;

    /// By the rules of registration. InputInvalid, EmailTaken.
    Result<User> add(const QString& name, const QString& email, const PasswordSource& password);
    /// The account with this address. InputInvalid when there is none.
    Result<User> find(const QString& email);
    /// Ends every session of the account, too: a running node closes their connections within half a minute.
    Result<User> resetPassword(const QString& email, const PasswordSource& password);
    /// One page, by id; empty after the last one.
    Result<QList<AccountRow>> list(UserId after);

    struct Removal {
        User user;
        int roomsLeft = 0;
        int roomsDeleted = 0;
    };
    /// Ends the sessions, leaves every room as its member would (an owner's room passes on), deletes private rooms that
    /// can't be entered any more, and frees the e-mail address. Its messages stay, under its name. An interrupted
    /// removal continues when called again.
    Result<Removal> remove(const QString& email);

private:
    UserAdmin() = default;
    Result<QByteArray> hashOf(const PasswordSource& password);
    Status leaveRooms(Removal& removal);
    Status leaveRoom(RoomId room, Removal& removal);

    QObject m_home;
    std::unique_ptr<SqlStorage> m_storage;
};

} // namespace confab
