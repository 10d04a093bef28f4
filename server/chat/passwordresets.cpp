// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/passwordresets.h"

#include "server/auth/tokens.h"
#include "server/chat/accounts.h"
#include "server/chat/ownpassword.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

} // namespace

/// The link is looked at before the password is hashed, which costs.
QCoro::Task<Result<QList<SessionId>>> PasswordResets::use(QString address, Secret token, Secret password) {
    const QByteArray hash = refreshTokenHash(token);
    const UtcTime now = m_clock.now();
    const Status isGood = co_await m_storage.administration().lookAtResetLink(hash, now);
    if (!isGood)
        co_return fail(isGood.error());
    const HashAsker asker{address, {}};
    Result<QByteArray> passwordHash = co_await m_passwords.hash(password, asker);
    if (!passwordHash)
        co_return fail(std::move(passwordHash.error()));
    Result<QList<SessionId>> ended =
        co_await m_storage.administration().useResetLink(hash, std::move(*passwordHash), m_clock.now());
    co_return ended;
}

QCoro::Task<Result<Empty>> PasswordResets::handle(Caller caller, AccountReset request) {
    if (Status fits = checkedNewPassword(request.password); !fits)
        co_return fail(std::move(fits.error()));
    const QString address = caller.address;
    if (Status admitted = m_throttle.admit(address, {}, m_clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    const Result<QList<SessionId>> ended = co_await use(address, request.token, request.password);
    m_throttle.decided(address, {}, outcomeOf(ended, ErrorKind::AuthExpired), m_clock.now());
    if (!ended)
        co_return fail(ended.error().kind == ErrorKind::AuthExpired
                           ? Error(ErrorKind::AuthExpired, QStringLiteral("This link was used, or is over"))
                           : ended.error());
    for (const SessionId session : *ended)
        m_backplane.endSession(session, {}, QStringLiteral("The password was changed"));
    qCInfo(lc) << "a password was set by a link; sessions ended:" << ended->size();
    co_return Empty{};
}

} // namespace confab
