// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/secondfactors.h"

#include "server/auth/totp.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.accounts")

/// Binds a sealed secret to its owner, so that nobody gets another's by moving rows.
QByteArray contextOf(UserId user) {
    return "second factor of " + QByteArray::number(user.value);
}

/// One-time codes have nothing but digits, recovery codes are longer.
bool isOneTimeCode(const Secret& code) {
    constexpr qsizetype digits = 6;
    const QString plain = QString(code.value).remove(u' ');
    return plain.size() == digits;
}

QString nameFor(UserId user) {
    return QString::number(user.value);
}

Error noFactor() {
    return Error(ErrorKind::InputInvalid, QStringLiteral("No second factor is on"));
}

} // namespace

SecondFactors::SecondFactors(Parts parts) : m_parts(std::move(parts)), m_seal(m_parts.tokens.derivedKey("secrets")) {}

Result<FactorProof> SecondFactors::proofOf(UserId user, const SecondFactor& factor, const Secret& code) const {
    if (!isOneTimeCode(code))
        return FactorProof{{}, recoveryHash(code)};
    const std::optional<QByteArray> secret = m_seal.open(factor.secret, contextOf(user));
    if (!secret) {
        qCWarning(lc) << "The second factor of user" << user.value
                      << "was made with another signing key: only a recovery code is good for it";
        return fail(ErrorKind::AuthWrongCode);
    }
    const std::optional<qint64> step = totp::stepOf(code, *secret, factor.lastStep, m_parts.clock.now());
    return step ? Result<FactorProof>(FactorProof{step, {}}) : fail(ErrorKind::AuthWrongCode);
}

QCoro::Task<Result<MfaOffer>> SecondFactors::handle(Caller caller, MfaBegin request) {
    const UserId user = caller.identity.user;
    Result<Account> account = co_await m_parts.password.prove(std::move(caller), request.password);
    if (!account)
        co_return fail(std::move(account.error()));
    const QByteArray secret = totp::newSecret();
    QByteArray sealed = m_seal.seal(secret, contextOf(user));
    Status begun = co_await m_parts.storage.secondFactors().begin(user, std::move(sealed));
    if (!begun)
        co_return fail(std::move(begun.error()));
    const Secret uri = totp::uriOf(secret, m_parts.settings.now().name, account->user.email.value_or(QString()));
    co_return MfaOffer{Secret{totp::base32(secret)}, uri, qrRows(uri)};
}

QCoro::Task<Result<RecoveryCodes>> SecondFactors::confirm(UserId user, Secret code) {
    Result<std::optional<SecondFactor>> factor = co_await m_parts.storage.secondFactors().of(user);
    if (!factor)
        co_return fail(std::move(factor.error()));
    if (!*factor || (*factor)->isOn)
        co_return fail(Error(ErrorKind::InputInvalid, QStringLiteral("Call mfa.begin first")));
    const Result<FactorProof> proof = proofOf(user, **factor, code);
    if (!proof || !proof->step)
        co_return fail(proof ? Error(ErrorKind::AuthWrongCode) : proof.error());
    RecoveryCodes codes{newRecoveryCodes(limits::recoveryCodes)};
    QList<QByteArray> hashes;
    for (const Secret& recovery : std::as_const(codes.recoveryCodes))
        hashes.append(recoveryHash(recovery));
    QByteArray secret = (*factor)->secret;
    const qint64 step = *proof->step;
    Status confirmed =
        co_await m_parts.storage.secondFactors().confirm(user, std::move(secret), step, std::move(hashes));
    if (!confirmed)
        co_return fail(std::move(confirmed.error()));
    co_return codes;
}

QCoro::Task<Result<RecoveryCodes>> SecondFactors::handle(Caller caller, MfaConfirm request) {
    const UserId user = caller.identity.user;
    if (Status admitted = m_guesses.admit(nameFor(user), {}, m_parts.clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    Result<RecoveryCodes> codes = co_await confirm(user, request.code);
    m_guesses.decided(nameFor(user), {}, outcomeOf(codes, ErrorKind::AuthWrongCode), m_parts.clock.now());
    if (codes)
        qCInfo(lc) << "user" << user.value << "has switched a second factor on";
    co_return codes;
}

QCoro::Task<Status> SecondFactors::disable(UserId user, Secret code) {
    Result<std::optional<SecondFactor>> factor = co_await m_parts.storage.secondFactors().of(user);
    if (!factor)
        co_return fail(std::move(factor.error()));
    if (!*factor || !(*factor)->isOn)
        co_return fail(noFactor());
    Result<FactorProof> proof = proofOf(user, **factor, code);
    if (!proof)
        co_return fail(std::move(proof.error()));
    FactorProof spent = std::move(*proof);
    Status disabled = co_await m_parts.storage.secondFactors().disable(user, std::move(spent));
    co_return disabled;
}

QCoro::Task<Result<Empty>> SecondFactors::handle(Caller caller, MfaDisable request) {
    const UserId user = caller.identity.user;
    Result<Account> account = co_await m_parts.password.prove(std::move(caller), request.password);
    if (!account)
        co_return fail(std::move(account.error()));
    if (Status admitted = m_guesses.admit(nameFor(user), {}, m_parts.clock.now()); !admitted)
        co_return fail(std::move(admitted.error()));
    Status disabled = co_await disable(user, request.code);
    m_guesses.decided(nameFor(user), {}, outcomeOf(disabled, ErrorKind::AuthWrongCode), m_parts.clock.now());
    if (!disabled)
        co_return fail(std::move(disabled.error()));
    qCInfo(lc) << "user" << user.value << "has switched the second factor off";
    co_return Empty{};
}

QCoro::Task<Status> SecondFactors::useCode(Challenged challenged, Secret code, QByteArray challenge) {
    const UserId user = challenged.account.user.id;
    Result<FactorProof> proof = proofOf(user, challenged.factor, code);
    if (!proof)
        co_return fail(std::move(proof.error()));
    FactorProof spent = std::move(*proof);
    Status used = co_await m_parts.storage.secondFactors().use(user, std::move(spent), std::move(challenge));
    co_return used;
}

/// The guess is counted before it is looked at: many at once, on many nodes, are no more guesses.
QCoro::Task<Result<Auth>> SecondFactors::handle(Caller caller, AccountCode request) {
    const QByteArray challenge = refreshTokenHash(request.challenge);
    const UtcTime now = m_parts.clock.now();
    Result<Challenged> challenged = co_await m_parts.storage.secondFactors().guess(challenge, now);
    if (!challenged)
        co_return fail(std::move(challenged.error()));
    const QString person = nameFor(challenged->account.user.id);
    if (Status admitted = m_guesses.admit(person, {}, now); !admitted)
        co_return fail(std::move(admitted.error()));
    Status used = co_await useCode(*challenged, request.code, challenge);
    m_guesses.decided(person, {}, outcomeOf(used, ErrorKind::AuthWrongCode), m_parts.clock.now());
    if (!used)
        co_return fail(std::move(used.error()));
    const QString device = challenged->device;
    Result<Auth> auth =
        co_await m_parts.accounts.startSession(std::move(caller), std::move(challenged->account), device, true);
    if (!auth && auth.error().kind == ErrorKind::AuthInvalid) // another password meanwhile
        co_return fail(ErrorKind::AuthExpired);
    co_return auth;
}

} // namespace confab
