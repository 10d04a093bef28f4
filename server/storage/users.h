// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"
#include "common/protocol/types.h"

#include <qcoro/qcorotask.h>

namespace confab {

struct NewUser {
    QString name;            ///< normalised
    QString email;           ///< as written
    QString foldedEmail;     ///< foldedEmail(email): the unique key
    QByteArray passwordHash; ///< a PHC string
    UtcTime at;
};

struct Account {
    User user; ///< with the e-mail address
    QByteArray passwordHash;
};

/// An account as its operator sees it.
struct AccountRow {
    User user; ///< with the e-mail address
    UtcTime createdAt;
};

/// What somebody changes of what others see of them; a member that is absent stays.
struct ProfileChange {
    UserId user;
    std::optional<QString> name = std::nullopt; ///< normalised
    std::optional<OrNull<QString>> picture = std::nullopt;
    std::optional<OrNull<UserStatus>> status = std::nullopt; ///< normalised, and not empty
};

/// The accounts. Every User has a picture and a status, unless its time has passed. Where it says so, `presence` is
/// what the person chose to be seen as while connected, in which Offline is invisible: the rules make of it what is
/// told.
/// Thread: every store is called on the chat thread; its answers come there. A write is answered once it is durable.
/// Errors of every store, beside those named: ServerBusy when too much waits, Unavailable when the database fails.
class UserStore {
public:
    virtual ~UserStore() = default;
    /// EmailTaken.
    virtual QCoro::Task<Result<User>> create(NewUser user) = 0;
    virtual QCoro::Task<Result<std::optional<Account>>> byEmail(QString foldedEmail) = 0;
    /// Those of `ids` that exist, without e-mail addresses, by id; whom `asker` blocks is marked. Of those who share a
    /// room with the asker, and of themselves: with the presence that they chose, and when they were last connected.
    virtual QCoro::Task<Result<QList<User>>> byIds(QList<UserId> ids, UserId asker) = 0;
    /// Those whose name, or a word of it, begins with `query`, and the one whose e-mail address it is; without e-mail
    /// addresses, by name.
    virtual QCoro::Task<Result<QList<User>>> find(QString query, UserId asker, int limit) = 0;
    /// With the e-mail address and the presence that they chose: for the account's owner only.
    virtual QCoro::Task<Result<std::optional<User>>> byId(UserId id) = 0;
    /// Another hash of the same password; does nothing when the account has another one than `insteadOf` by now.
    virtual QCoro::Task<Status> renewPasswordHash(UserId user, QByteArray hash, QByteArray insteadOf) = 0;
    /// A new password by the account's owner, which ends every session of the account but `keep`; these. AuthExpired
    /// when `keep` has ended, AuthInvalid when the account is disabled.
    virtual QCoro::Task<Result<QList<SessionId>>> changePassword(UserId user, QByteArray hash, SessionId keep,
                                                                 UtcTime now) = 0;
    /// Another e-mail address by the account's owner. EmailTaken.
    virtual QCoro::Task<Status> changeEmail(UserId user, QString email, QString foldedEmail) = 0;
    /// The account ends by its owner: it can't sign in, its name is "Deleted user", its address is free. The sessions
    /// that ended, with those of the bots that the owner made. RetentionStore::erasures() has what is left to do.
    virtual QCoro::Task<Result<QList<SessionId>>> end(UserId user) = 0;
    /// Likewise of all `ids`, for nodes.
    virtual QCoro::Task<Result<QList<User>>> profiles(QList<UserId> ids) = 0;
    struct ProfileOutcome {
        User user; ///< as byId()
        bool changed = false;
    };
    /// FileNotFound: the picture is no file that the person uploaded; InputInvalid: it is no picture; AuthExpired: the
    /// account was removed.
    virtual QCoro::Task<Result<ProfileOutcome>> updateProfile(ProfileChange change) = 0;
    /// Whether it was another one before.
    virtual QCoro::Task<Result<bool>> setPresence(UserId user, Availability choice, UtcTime now) = 0;
    /// These were connected until now, unless they are invisible.
    virtual QCoro::Task<Status> wentOffline(QList<UserId> users, UtcTime at) = 0;

    // For the operator, also while nodes use the database:
    /// Those with an id greater than `after`, by id, up to `limit`.
    virtual QCoro::Task<Result<QList<AccountRow>>> list(UserId after, int limit) = 0;
    /// A new password, which ends every session of the account. `action`: what the operator does, for the
    /// administration's log.
    virtual QCoro::Task<Status> resetPassword(UserId user, QByteArray hash, UtcTime now, QString action) = 0;
    /// Ends every session of the account and takes its e-mail address and password from it: it can't sign in, is in no
    /// list, can't join rooms, and the address is free. Its id and name stay, for its messages.
    virtual QCoro::Task<Status> remove(UserId user) = 0;
};

} // namespace confab
