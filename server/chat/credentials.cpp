// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/credentials.h"

#include "common/protocol/text.h"
#include "server/chat/accounts.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

DeviceSession onTheWire(const SignedInDevice& device, SessionId own) {
    return {device.session,
            device.device,
            device.createdAt,
            device.usedAt,
            device.address.isEmpty() ? std::nullopt : std::optional(device.address),
            device.session == own};
}

} // namespace

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, AccountChangePassword request) {
    const Identity self = caller.identity;
    if (Status fits = checkedNewPassword(request.newPassword, u"new"); !fits)
        co_return fail(std::move(fits.error()));
    const Result<Account> proven = co_await m_parts.password.prove(caller, request.oldPassword);
    if (!proven)
        co_return fail(proven.error());
    const HashAsker asker{caller.address, self.user};
    Result<QByteArray> hash = co_await m_parts.passwords.hash(request.newPassword, asker);
    if (!hash)
        co_return fail(std::move(hash.error()));
    Result<QList<SessionId>> ended =
        co_await m_parts.storage.users().changePassword(self.user, std::move(*hash), self.session, m_parts.clock.now());
    if (!ended)
        co_return fail(std::move(ended.error()));
    for (const SessionId session : std::as_const(*ended))
        m_parts.backplane.endSession(session, {}, QStringLiteral("The password was changed"));
    qCInfo(lc) << "user" << self.user.value << "has changed the password; sessions ended:" << ended->size();
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, AccountChangeEmail request) {
    const UserId user = caller.identity.user;
    Result<NewUser> checked = checkedNewUser(caller.identity.name, request.email, m_parts.clock.now());
    if (!checked)
        co_return fail(std::move(checked.error()));
    const Result<Account> proven = co_await m_parts.password.prove(std::move(caller), request.password);
    if (!proven)
        co_return fail(proven.error());
    QString email = std::move(checked->email);
    QString folded = std::move(checked->foldedEmail);
    Status changed = co_await m_parts.storage.users().changeEmail(user, std::move(email), std::move(folded));
    if (!changed)
        co_return fail(std::move(changed.error()));
    qCInfo(lc) << "user" << user.value << "has changed the e-mail address";
    co_return Empty{};
}

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, AccountDelete request) {
    const UserId user = caller.identity.user;
    const Result<Account> proven = co_await m_parts.password.prove(caller, request.password);
    if (!proven)
        co_return fail(proven.error());
    Result<QList<SessionId>> ended = co_await m_parts.storage.users().end(user);
    if (!ended)
        co_return fail(std::move(ended.error()));
    for (const SessionId session : std::as_const(*ended)) // as by account.logout: the answer can still go
        m_parts.backplane.endSession(session, caller.connection, QStringLiteral("The account was deleted"));
    qCInfo(lc) << "user" << user.value << "has deleted the account; sessions ended:" << ended->size();
    m_parts.erasures.begin();
    co_return Empty{};
}

QCoro::Task<Result<SessionsAnswer>> Credentials::handle(Caller caller, SessionList) {
    Result<QList<SignedInDevice>> devices =
        co_await m_parts.storage.sessions().devices(caller.identity.user, m_parts.clock.now());
    if (!devices)
        co_return fail(std::move(devices.error()));
    SessionsAnswer answer;
    for (const SignedInDevice& device : std::as_const(*devices))
        answer.sessions.append(onTheWire(device, caller.identity.session));
    co_return answer;
}

QCoro::Task<Result<Empty>> Credentials::handle(Caller caller, SessionEnd request) {
    Status revoked =
        co_await m_parts.storage.sessions().revokeOf(caller.identity.user, request.id, m_parts.clock.now());
    if (!revoked)
        co_return fail(std::move(revoked.error()));
    // Of the caller's own session as by account.logout: the answer can still go.
    m_parts.backplane.endSession(request.id, caller.connection, QStringLiteral("Signed out from another device"));
    co_return Empty{};
}

} // namespace confab
