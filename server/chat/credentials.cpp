// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/credentials.h"

#include "common/protocol/text.h"
#include "server/chat/accounts.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

SignInThrottle::Outcome outcomeOf(const Status& checked) {
    if (checked)
        return SignInThrottle::Outcome::Right;
    return checked.error().kind == ErrorKind::AuthInvalid ? SignInThrottle::Outcome::Wrong
                                                          : SignInThrottle::Outcome::Unknown;
}

DeviceSession onTheWire(const SignedInDevice& device, SessionId own) {
    return {device.session,
            device.device,
            device.createdAt,
            device.usedAt,
            device.address.isEmpty() ? std::nullopt : std::optional(device.address),
            device.session == own};
}

} // namespace

QCoro::Task<Status> Credentials::checkPresent(Caller caller, Secret password) {
    Result<std::optional<User>> user = co_await m_storage.users().byId(caller.identity.user);
    if (!user)
        co_return fail(std::move(user.error()));
    const QString email = *user ? foldedEmail((*user)->email.value_or(QString())) : QString();
    Result<std::optional<Account>> account = co_await m_storage.users().byEmail(email);
    if (!account)
        co_return fail(std::move(account.error()));
    if (!*account || (*account)->user.id != caller.identity.user) // it was removed
        co_return fail(ErrorKind::AuthExpired);
    const HashAsker asker{caller.address, caller.identity.user};
    Result<Passwords::Check> check = co_await m_passwords.check(password, (*account)->passwordHash, asker);
    if (!check)
        co_return fail(std::move(check.error()));
    if (!check->matches)
        co_return fail(Error(ErrorKind::AuthInvalid, QStringLiteral("The present password is another one")));
    co_return Status();
}

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, AccountChangePassword request) {
    const Identity self = caller.identity;
    const QString person = QString::number(self.user.value);
    if (Status fits = checkedNewPassword(request.newPassword, u"new"); !fits)
        co_return fail(std::move(fits.error()));
    if (Status admitted = m_throttle.admit(person, {}, m_clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    Status proven = co_await checkPresent(caller, request.oldPassword);
    m_throttle.decided(person, {}, outcomeOf(proven), m_clock.now());
    if (!proven)
        co_return fail(std::move(proven.error()));
    const HashAsker asker{caller.address, self.user};
    Result<QByteArray> hash = co_await m_passwords.hash(request.newPassword, asker);
    if (!hash)
        co_return fail(std::move(hash.error()));
    Result<QList<SessionId>> ended =
        co_await m_storage.users().changePassword(self.user, std::move(*hash), self.session, m_clock.now());
    if (!ended)
        co_return fail(std::move(ended.error()));
    for (const SessionId session : std::as_const(*ended))
        m_backplane.endSession(session, {}, QStringLiteral("The password was changed"));
    qCInfo(lc) << "user" << self.user.value << "has changed the password; sessions ended:" << ended->size();
    co_return Empty{};
}

QCoro::Task<Result<SessionsAnswer>> Credentials::handle(Caller caller, SessionList) {
    Result<QList<SignedInDevice>> devices = co_await m_storage.sessions().devices(caller.identity.user, m_clock.now());
    if (!devices)
        co_return fail(std::move(devices.error()));
    SessionsAnswer answer;
    for (const SignedInDevice& device : std::as_const(*devices))
        answer.sessions.append(onTheWire(device, caller.identity.session));
    co_return answer;
}

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, SessionEnd request) {
    Status revoked = co_await m_storage.sessions().revokeOf(caller.identity.user, request.id, m_clock.now());
    if (!revoked)
        co_return fail(std::move(revoked.error()));
    // Of the caller's own session as by account.logout: the answer can still go.
    m_backplane.endSession(request.id, caller.connection, QStringLiteral("Signed out from another device"));
    co_return Empty{};
}

} // namespace confab
