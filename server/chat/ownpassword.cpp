// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/ownpassword.h"

#include "common/protocol/text.h"

namespace confab {

QCoro::Task<Result<Account>> OwnPassword::check(Caller caller, Secret password) {
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
    co_return std::move(**account);
}

QCoro::Task<Result<Account>> OwnPassword::prove(Caller caller, Secret password) {
    const QString person = QString::number(caller.identity.user.value);
    if (Status admitted = m_throttle.admit(person, {}, m_clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    Result<Account> proven = co_await check(std::move(caller), std::move(password));
    m_throttle.decided(person, {}, outcomeOf(proven, ErrorKind::AuthInvalid), m_clock.now());
    co_return proven;
}

} // namespace confab
