// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/account.h"
#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/auth/tokens.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/chat/livesettings.h"
#include "server/storage/storage.h"

#include <chrono>
#include <memory>

namespace confab {

/// How long a device stays signed in (ASVS 7.3: idle and absolute time-outs).
struct SessionTimes {
    std::chrono::hours idle{30 * 24};
    std::chrono::hours absolute{90 * 24};
};

/// The rules of accounts and sessions. A failed sign-in does not reveal whether the account exists, neither by its
/// answer nor by its timing.
/// Thread: chat thread. Owned by: ChatService.
class Accounts {
public:
    Accounts(Storage& storage, Hub& hub, Backplane& backplane, Passwords& passwords, const AccessTokens& tokens,
             const Clock& clock, SessionTimes times, LiveSettings& settings);

    QCoro::Task<Result<Auth>> handle(Caller caller, AccountRegister request);
    QCoro::Task<Result<Auth>> handle(Caller caller, AccountLogin request);
    QCoro::Task<Result<Auth>> handle(Caller caller, AccountRefresh request);
    QCoro::Task<Result<Resumed>> handle(Caller caller, SessionResume request);
    QCoro::Task<Result<Empty>> handle(Caller caller, AccountLogout request);
    QCoro::Task<Result<UsersAnswer>> handle(Caller caller, UserGet request);

    /// For whom this access token speaks, without a connection: AuthInvalid, AuthExpired.
    QCoro::Task<Result<Identity>> identify(Secret accessToken);

    /// Creates a session of this account and signs the caller's connection in with it, if there is one. AuthInvalid
    /// when the account has another hash by now than the one given; an empty one is not compared. AuthCodeRequired when
    /// it has a second factor, and no code was proven.
    QCoro::Task<Result<Auth>> startSession(Caller caller, Account account, QString device, bool isCodeProven = false);

private:
    /// Whether somebody may make an account of their own now, with an invitation or without one: RegistrationClosed. As
    /// the database has it, so that a change counts on all nodes at once.
    QCoro::Task<Status> checkRegistration(bool isInvited);
    /// With an invitation also a member of its room; InviteNotFound.
    QCoro::Task<Result<User>> createUser(NewUser fresh, std::optional<Secret> invite);
    /// The account with this password; AuthInvalid when there is none.
    QCoro::Task<Result<Account>> checkPassword(QString address, QString email, Secret password);
    /// The error by which a client learns that the account's password was right, and a code is missing.
    QCoro::Task<Error> challengeFor(Account account, QString device);
    /// The hash of the account from here on.
    QCoro::Task<QByteArray> renewHash(Account account, Secret password);
    /// For whom a token speaks, and of a bot, how far.
    struct Proven {
        SessionHandle session;
        std::shared_ptr<const BotScope> scope; ///< null: a person
    };
    /// The session of this token, once the database has confirmed it.
    QCoro::Task<Result<Proven>> confirm(Secret accessToken);
    QCoro::Task<Result<Proven>> confirmBot(Secret token);
    QCoro::Task<Result<Auth>> authFor(ConnectionId connection, SessionHandle session, Secret refreshToken);
    /// Signs the connection in as the session's user, if there is one. Called without a wait after the database has
    /// confirmed the session.
    QCoro::Task<Result<Resumed>> signIn(ConnectionId connection, Proven proven);
    struct Self {
        User user;
        RoomStore::Listing listing;
    };
    QCoro::Task<Result<Self>> readSelf(UserId id);

    Storage& m_storage;
    Hub& m_hub;
    Backplane& m_backplane;
    Passwords& m_passwords;
    const AccessTokens& m_tokens;
    const Clock& m_clock;
    const SessionTimes m_times;
    LiveSettings& m_settings;
    SignInThrottle m_throttle;
};

/// The checked and normalised form of what makes an account; InputInvalid with the path otherwise. Also for the command
/// line, which has no wire in front.
Result<NewUser> checkedNewUser(const QString& name, const QString& email, UtcTime now);
/// Likewise of a name alone.
Result<QString> checkedName(const QString& name);
/// `member`: which of the call's it is.
Status checkedNewPassword(const Secret& password, QStringView member = u"password");

} // namespace confab
