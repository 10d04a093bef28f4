// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "server/auth/passwords.h"
#include "server/storage/sql/sqlstorage.h"

#include <functional>

namespace confab {

/// The rules of the operator's changes of accounts: in a server that runs, and on a database that none uses.
/// Thread: the storage's home thread. Owned by: AdminCalls.
class UserAdmin {
public:
    /// What a running server is told; each may be empty.
    struct News {
        std::function<void(SessionId)> endSession; ///< its connections are closed
        std::function<void(UserId)> roleChanged;   ///< the person's devices learn it
    };
    UserAdmin(SqlStorage& storage, Passwords& passwords, News news);

    /// What add() refuses whatever the password is: InputInvalid, EmailTaken.
    QCoro::Task<Result<NewUser>> checkNew(QString name, QString email);
    /// By the rules of registration. Also InputInvalid for the password.
    QCoro::Task<Result<User>> add(QString name, QString email, Secret password);
    /// The account with this address. InputInvalid when there is none.
    QCoro::Task<Result<AccountStanding>> find(QString email);
    /// Ends every session of the account, too. InputInvalid also for a disabled one: the new password would not be
    /// good. One that an import made is opened by it.
    QCoro::Task<Result<User>> resetPassword(QString email, Secret password);
    /// Whether it administers the server.
    QCoro::Task<Result<User>> setRole(QString email, ServerRole role);
    QCoro::Task<Result<User>> setDisabled(QString email, bool isDisabled);
    /// For who has lost the phone and the recovery codes: the password alone signs in. InputInvalid when there is no
    /// second factor.
    QCoro::Task<Result<User>> removeSecondFactor(QString email);

    struct Removal {
        User user;
        int roomsLeft = 0;
        int roomsDeleted = 0;
    };
    /// Ends the sessions, leaves every room as its member would (an owner's room passes on), deletes private rooms that
    /// can't be entered any more, and frees the e-mail address. Its messages stay, under its name. An interrupted
    /// removal continues when called again. Rooms that a server has open would not notice: not in a single server.
    QCoro::Task<Result<Removal>> remove(QString email);

    /// remove(), and its messages with their files, its name and its address are gone from the database. How many
    /// messages that were. An interrupted erasure continues when called again.
    struct Erasure {
        Removal removal;
        qint64 messages = 0;
    };
    QCoro::Task<Result<Erasure>> erase(QString email);

private:
    QCoro::Task<Result<qint64>> eraseMessages(UserId user);
    QCoro::Task<Status> leaveRooms(Removal& removal);
    QCoro::Task<Status> leaveRoom(RoomId room, Removal& removal);
    QCoro::Task<Status> reset(UserId user, QByteArray hash, QString action);

    SqlStorage& m_storage;
    Passwords& m_passwords;
    const News m_news;
};

} // namespace confab
