// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/accounts.h"

#include "common/protocol/emailaddress.h"
#include "common/protocol/text.h"
#include "server/auth/bottokens.h"
#include "server/chat/liverooms.h"
#include "server/chat/permissions.h"
#include "server/hub/hubpeople.h"
#include "server/hub/toldpresence.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

constexpr auto unnamedDevice = u"Unnamed device";
// Long enough to look for the phone.
constexpr std::chrono::minutes challengeLives{5};

template <class T>
SignInThrottle::Outcome outcomeOf(const Result<T>& checked) {
    if (checked)
        return SignInThrottle::Outcome::Right;
    return checked.error().kind == ErrorKind::AuthInvalid ? SignInThrottle::Outcome::Wrong
                                                          : SignInThrottle::Outcome::Unknown;
}

} // namespace

Result<QString> checkedName(const QString& name) {
    QString normalised = normalisedLine(name);
    if (normalised.isEmpty() || normalised.size() > limits::nameChars)
        return fail(Error::invalid(QStringLiteral("params.name"),
                                   QStringLiteral("name: 1 to %1 visible characters expected").arg(limits::nameChars)));
    return normalised;
}

Result<NewUser> checkedNewUser(const QString& name, const QString& email, UtcTime now) {
    Result<QString> checked = checkedName(name);
    if (!checked)
        return fail(std::move(checked.error()));
    NewUser user{std::move(*checked), normalisedLine(email), foldedEmail(email), {}, now};
    if (user.email.size() > limits::emailChars || !isEmailAddress(user.email))
        return fail(Error::invalid(QStringLiteral("params.email"),
                                   QStringLiteral("email: an address such as ana@example.org expected")));
    return user;
}

Status checkedNewPassword(const Secret& password, QStringView member) {
    if (password.value.size() < limits::passwordMinChars || password.value.toUtf8().size() > limits::passwordBytes)
        return fail(Error::invalid(
            QString(u"params." % member),
            QStringLiteral("%1: at least %2 characters and at most %3 bytes expected")
                .arg(member, QString::number(limits::passwordMinChars), QString::number(limits::passwordBytes))));
    return {};
}

Accounts::Accounts(Storage& storage, Hub& hub, Backplane& backplane, Passwords& passwords, const AccessTokens& tokens,
                   const Clock& clock, SessionTimes times, LiveSettings& settings)
    : m_storage(storage), m_hub(hub), m_backplane(backplane), m_passwords(passwords), m_tokens(tokens), m_clock(clock),
      m_times(times), m_settings(settings) {}

QCoro::Task<Result<Auth>> Accounts::handle(Caller caller, AccountRegister request) {
    const bool isInvited = request.invite.has_value();
    Status isOpen = co_await checkRegistration(isInvited);
    if (!isOpen)
        co_return fail(std::move(isOpen.error()));
    Result<NewUser> checked = checkedNewUser(request.name, request.email, m_clock.now());
    if (!checked)
        co_return fail(std::move(checked.error()));
    if (Status password = checkedNewPassword(request.password); !password)
        co_return fail(std::move(password.error()));
    if (isInvited) { // before the password is hashed, which costs
        const UtcTime now = m_clock.now();
        Result<InvitedTo> known = co_await m_storage.invites().look(*request.invite, now, permissions::mayInvite);
        if (!known)
            co_return fail(std::move(known.error()));
    }
    const HashAsker asker{caller.address, {}};
    Result<QByteArray> hash = co_await m_passwords.hash(request.password, asker);
    if (!hash)
        co_return fail(std::move(hash.error()));
    NewUser fresh = std::move(*checked);
    fresh.passwordHash = std::move(*hash);
    Result<User> user = co_await createUser(std::move(fresh), std::move(request.invite));
    if (!user)
        co_return fail(std::move(user.error()));
    const Account made{*user, {}};
    Result<Auth> auth = co_await startSession(caller, made, request.device.value_or(QString()));
    co_return auth;
}

QCoro::Task<Status> Accounts::checkRegistration(bool isInvited) {
    const Result<ServerSettings> settings = co_await m_settings.read();
    if (!settings)
        co_return fail(settings.error());
    if (settings->registration == Registration::Closed)
        co_return fail(ErrorKind::RegistrationClosed);
    if (settings->registration == Registration::Invite && !isInvited)
        co_return fail(Error(ErrorKind::RegistrationClosed, QStringLiteral("A new account needs an invitation")));
    co_return Status();
}

QCoro::Task<Result<User>> Accounts::createUser(NewUser fresh, std::optional<Secret> invite) {
    if (!invite) {
        Result<User> user = co_await m_storage.users().create(std::move(fresh));
        co_return user;
    }
    Result<InviteStore::Welcome> made =
        co_await m_storage.invites().createUser(std::move(fresh), std::move(*invite), permissions::mayInvite);
    if (!made)
        co_return fail(std::move(made.error()));
    for (const Event& event : std::as_const(made->events))
        m_backplane.publishEvent(event, made->user.name);
    User user = std::move(made->user);
    co_return user;
}

QCoro::Task<Result<Auth>> Accounts::handle(Caller caller, AccountLogin request) {
    const QString email = foldedEmail(request.email);
    if (Status admitted = m_throttle.admit(caller.address, email, m_clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    Result<Account> proven = co_await checkPassword(caller.address, email, request.password);
    m_throttle.decided(caller.address, email, outcomeOf(proven), m_clock.now());
    if (!proven)
        co_return fail(std::move(proven.error()));
    const QString device = request.device.value_or(QString());
    Result<Auth> auth = co_await startSession(caller, *proven, device);
    if (!auth && auth.error().kind == ErrorKind::AuthInvalid) {
        // Meanwhile the account got another password, or another sign-in renewed the hash of this one.
        proven = co_await checkPassword(caller.address, email, request.password);
        if (!proven)
            co_return fail(std::move(proven.error()));
        auth = co_await startSession(caller, *proven, device);
    }
    if (auth || auth.error().kind != ErrorKind::AuthCodeRequired)
        co_return auth;
    Error missing = co_await challengeFor(*proven, device);
    co_return fail(std::move(missing));
}

QCoro::Task<Error> Accounts::challengeFor(Account account, QString device) {
    const Secret challenge = newRefreshToken(); // random, of 256 bits
    const UtcTime now = m_clock.now();
    NewChallenge fresh{refreshTokenHash(challenge),
                       account.user.id,
                       std::move(device),
                       account.passwordHash,
                       now,
                       UtcTime{now.ms + std::chrono::milliseconds(challengeLives).count()}};
    Status made = co_await m_storage.secondFactors().challenge(std::move(fresh));
    if (!made)
        co_return made.error();
    Error missing(ErrorKind::AuthCodeRequired);
    missing.challenge = challenge.value;
    co_return missing;
}

QCoro::Task<Result<Account>> Accounts::checkPassword(QString address, QString email, Secret password) {
    Result<std::optional<Account>> found = co_await m_storage.users().byEmail(email);
    if (!found)
        co_return fail(std::move(found.error()));
    const QByteArray known = *found ? (*found)->passwordHash : QByteArray();
    const HashAsker asker{address, {}, email};
    Result<Passwords::Check> check = co_await m_passwords.check(password, known, asker);
    if (!check)
        co_return fail(std::move(check.error()));
    if (!check->matches)
        co_return fail(ErrorKind::AuthInvalid);
    Account account = std::move(**found);
    if (check->outdated)
        account.passwordHash = co_await renewHash(account, password);
    co_return account;
}

QCoro::Task<QByteArray> Accounts::renewHash(Account account, Secret password) {
    Result<QByteArray> renewed = co_await m_passwords.hash(password);
    if (!renewed)
        co_return account.passwordHash; // the server is busy: at the next sign-in
    const UserId user = account.user.id;
    const Status stored = co_await m_storage.users().renewPasswordHash(user, *renewed, account.passwordHash);
    if (!stored)
        qCWarning(lc) << "a password hash could not be renewed:" << stored.error().message;
    co_return stored ? *renewed : account.passwordHash;
}

QCoro::Task<Result<Auth>> Accounts::handle(Caller caller, AccountRefresh request) {
    Secret renewed = newRefreshToken();
    const UtcTime now = m_clock.now();
    const UtcTime idleUntil{now.ms + std::chrono::milliseconds(m_times.idle).count()};
    const QByteArray presentedHash = refreshTokenHash(request.refreshToken);
    const QByteArray renewedHash = refreshTokenHash(renewed);
    Result<SessionStore::Rotation> rotation =
        co_await m_storage.sessions().rotate(presentedHash, renewedHash, now, idleUntil, caller.address);
    if (!rotation)
        co_return fail(std::move(rotation.error()));
    if (rotation->revoked)
        m_backplane.endSession(*rotation->revoked, {}, QStringLiteral("A superseded token was used"));
    if (!rotation->session)
        co_return fail(ErrorKind::AuthExpired);
    const SessionHandle session = *rotation->session;
    Result<Auth> auth = co_await authFor(caller.connection, session, std::move(renewed));
    co_return auth;
}

QCoro::Task<Result<Resumed>> Accounts::handle(Caller caller, SessionResume request) {
    Result<Proven> confirmed = co_await confirm(request.accessToken);
    if (!confirmed)
        co_return fail(std::move(confirmed.error()));
    Result<Resumed> self = co_await signIn(caller.connection, std::move(*confirmed));
    co_return self;
}

QCoro::Task<Result<Accounts::Proven>> Accounts::confirmBot(Secret token) {
    QByteArray hash = refreshTokenHash(token);
    Result<BotSession> found = co_await m_storage.bots().byToken(std::move(hash));
    if (!found)
        co_return fail(std::move(found.error()));
    Proven proven{{found->session, found->user, 0, {}}, std::make_shared<const BotScope>(std::move(found->scope))};
    co_return proven;
}

QCoro::Task<Result<Accounts::Proven>> Accounts::confirm(Secret accessToken) {
    if (isBotToken(accessToken)) {
        Result<Proven> bot = co_await confirmBot(std::move(accessToken));
        co_return bot;
    }
    const Result<AccessClaims> claims = m_tokens.verify(accessToken, m_clock.now());
    if (!claims)
        co_return fail(claims.error());
    const SessionHandle session{claims->session, claims->user, claims->generation, claims->proof};
    Status confirmed = co_await m_storage.sessions().confirm(session, m_clock.now());
    if (!confirmed)
        co_return fail(std::move(confirmed.error()));
    Proven proven{session, nullptr};
    co_return proven;
}

QCoro::Task<Result<Identity>> Accounts::identify(Secret accessToken) {
    Result<Proven> confirmed = co_await confirm(accessToken);
    if (!confirmed && confirmed.error().kind == ErrorKind::AuthInvalid) // its sentence is about passwords
        co_return fail(Error(ErrorKind::AuthInvalid, QStringLiteral("The access token is not valid")));
    if (!confirmed)
        co_return fail(std::move(confirmed.error()));
    const SessionHandle session = confirmed->session;
    const std::shared_ptr<const BotScope> scope = confirmed->scope;
    Result<std::optional<User>> user = co_await m_storage.users().byId(session.user);
    if (!user)
        co_return fail(std::move(user.error()));
    if (!*user)
        co_return fail(ErrorKind::AuthExpired);
    co_return Identity{session.user, session.id, (*user)->name, scope};
}

QCoro::Task<Result<Empty>> Accounts::handle(Caller caller, AccountLogout) {
    Status revoked = co_await m_storage.sessions().revoke(caller.identity.session, m_clock.now());
    if (!revoked)
        co_return fail(std::move(revoked.error()));
    m_backplane.endSession(caller.identity.session, caller.connection, QStringLiteral("Signed out"));
    co_return Empty{};
}

QCoro::Task<Result<UsersAnswer>> Accounts::handle(Caller caller, UserGet request) {
    Result<QList<User>> users = co_await m_storage.users().byIds(request.ids, caller.identity.user);
    if (!users)
        co_return fail(std::move(users.error()));
    for (User& user : *users)
        tellPresence(m_hub, user, caller.identity.user);
    co_return UsersAnswer{std::move(*users)};
}

QCoro::Task<Result<Auth>> Accounts::startSession(Caller caller, Account account, QString device, bool isCodeProven) {
    const ConnectionId connection = caller.connection;
    Secret refreshToken = newRefreshToken();
    const UtcTime now = m_clock.now();
    QString named = normalisedLine(device);
    NewSession fresh{account.user.id,
                     named.isEmpty() ? QString::fromUtf16(unnamedDevice) : named,
                     refreshTokenHash(refreshToken),
                     now,
                     UtcTime{now.ms + std::chrono::milliseconds(m_times.idle).count()},
                     UtcTime{now.ms + std::chrono::milliseconds(m_times.absolute).count()},
                     caller.address,
                     account.passwordHash,
                     isCodeProven};
    Result<SessionStore::Creation> created = co_await m_storage.sessions().create(std::move(fresh));
    if (!created)
        co_return fail(std::move(created.error()));
    for (const SessionId ended : std::as_const(created->ended))
        m_backplane.endSession(ended, connection, QStringLiteral("Session limit reached"));
    const SessionHandle handle = created->session;
    Result<Auth> auth = co_await authFor(connection, handle, std::move(refreshToken));
    if (auth)
        auth->user.email = account.user.email; // only to the account's owner
    co_return auth;
}

QCoro::Task<Result<Auth>> Accounts::authFor(ConnectionId connection, SessionHandle session, Secret refreshToken) {
    const AccessClaims claims{session.user, session.id, session.generation, session.proof};
    Result<AccessTokens::Issued> access = m_tokens.issue(claims, m_clock.now());
    if (!access)
        co_return fail(std::move(access.error()));
    Proven proven{session, nullptr};
    Result<Resumed> self = co_await signIn(connection, std::move(proven));
    if (!self)
        co_return fail(std::move(self.error()));
    co_return Auth{std::move(self->user), std::move(access->token), std::move(refreshToken),
                   access->expiresAt,     std::move(self->rooms),   self->more};
}

QCoro::Task<Result<Resumed>> Accounts::signIn(ConnectionId connection, Proven proven) {
    const SessionHandle session = proven.session;
    // New tokens for a signed-in connection do not change the rooms that it has entered.
    const Identity* current = m_hub.connections().identity(connection);
    const bool already = current && current->session == session.id;
    // No co_await since the database confirmed the session, so ending it finds this connection.
    const bool signsIn = connection && !already;
    const quint64 signIn = signsIn ? m_hub.beginSignIn(connection, session.user, session.id, proven.scope) : 0;
    if (signsIn && signIn == 0)
        co_return fail(ErrorKind::Disconnected);
    Result<Self> self = co_await readSelf(session.user);
    if (!self) {
        if (signsIn)
            m_hub.abandonSignIn(connection, signIn);
        co_return fail(std::move(self.error()));
    }
    const bool more = self->listing.more;
    const RoomId last = more ? self->listing.rooms.last().id : RoomId{};
    QList<Room> rooms = std::move(self->listing.rooms) + std::move(self->listing.rest); // it listens to all of them
    if (signsIn)
        HubPeople(m_hub).setChoice(session.user, self->user.presence.value_or(Availability::Online), true);
    if (signsIn && !m_hub.finishSignIn(connection, signIn, self->user.name, rooms))
        co_return fail(Error(ErrorKind::AuthExpired, QStringLiteral("The sign-in was overtaken")));
    if (more)
        rooms.removeIf([last](const Room& room) { return room.id > last; });
    if (proven.scope)
        rooms.removeIf([&](const Room& room) { return !proven.scope->allows(room.id, BotRight::Read); });
    finishRoom(m_hub, rooms, m_clock.now());
    co_return Resumed{std::move(self->user), std::move(rooms), onlyTrue(more)};
}

QCoro::Task<Result<Accounts::Self>> Accounts::readSelf(UserId id) {
    Result<std::optional<User>> user = co_await m_storage.users().byId(id);
    if (!user)
        co_return fail(std::move(user.error()));
    if (!*user)
        co_return fail(ErrorKind::AuthExpired);
    Result<RoomStore::Listing> listing = co_await m_storage.rooms().listFor(id, RoomId{});
    if (!listing)
        co_return fail(std::move(listing.error()));
    co_return Self{std::move(**user), std::move(*listing)};
}

} // namespace confab
