// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stagedevices.h"

#include <map>

namespace confab::test {

StageDevices::StageDevices() {
    add(QStringLiteral("confab on ana-laptop"), std::chrono::minutes(1), QStringLiteral("192.0.2.7"));
    m_sessions.first().current = true;
}

SessionId StageDevices::add(const QString& name, std::chrono::minutes ago, const QString& address) {
    const UtcTime used{UtcTime::now().ms - std::chrono::milliseconds(ago).count()};
    const std::optional<QString> from = address.isEmpty() ? std::nullopt : std::optional(address);
    m_sessions.append({SessionId{++m_last}, name, UtcTime{used.ms - 1000}, used, from, false});
    return SessionId{m_last};
}

std::optional<Error> StageDevices::refusal(const Request& request) {
    if (const auto* code = std::get_if<AccountCode>(&request); code && code->code.value != QStringLiteral("123456"))
        return Error(ErrorKind::AuthWrongCode);
    const auto* login = std::get_if<AccountLogin>(&request);
    if (login && login->password.value == QStringLiteral("wrong"))
        return Error(ErrorKind::AuthInvalid);
    if (!login || login->password.value != QStringLiteral("two-step"))
        return {};
    Error missing(ErrorKind::AuthCodeRequired);
    missing.challenge = QStringLiteral("challenge");
    return missing;
}

namespace {

std::optional<Result<Answer>> answerOfFactor(const Request& request) {
    const auto isRight = [](const Secret& code) { return code.value == QStringLiteral("123456"); };
    const auto isWrong = [](const Secret& password) { return password.value == QStringLiteral("wrong"); };
    if (const auto* begin = std::get_if<MfaBegin>(&request)) {
        if (isWrong(begin->password))
            return fail(ErrorKind::AuthInvalid);
        const QString qr = QStringLiteral("111111100101111111");
        return MfaOffer{Secret{QStringLiteral("MZXW6YTBOI")}, Secret{QStringLiteral("otpauth://totp/x")},
                        QList<Secret>(qr.size(), Secret{qr})};
    }
    if (const auto* confirm = std::get_if<MfaConfirm>(&request))
        return isRight(confirm->code) ? Result<Answer>(RecoveryCodes{QList<Secret>(
                                            limits::recoveryCodes, Secret{QStringLiteral("ABCD-EFGH-IJKL-MNOP")})})
                                      : fail(ErrorKind::AuthWrongCode);
    if (const auto* disable = std::get_if<MfaDisable>(&request)) {
        if (isWrong(disable->password))
            return fail(ErrorKind::AuthInvalid);
        return isRight(disable->code) ? Result<Answer>(Empty{}) : fail(ErrorKind::AuthWrongCode);
    }
    return {};
}

std::optional<Result<Answer>> answerOfAccount(const Request& request) {
    if (const auto* email = std::get_if<AccountChangeEmail>(&request)) {
        if (email->password.value == QStringLiteral("wrong"))
            return fail(ErrorKind::AuthInvalid);
        return email->email.startsWith(QStringLiteral("ben@")) ? fail(ErrorKind::EmailTaken) : Result<Answer>(Empty{});
    }
    if (const auto* deletion = std::get_if<AccountDelete>(&request))
        return deletion->password.value == QStringLiteral("wrong") ? fail(ErrorKind::AuthInvalid)
                                                                   : Result<Answer>(Empty{});
    return {};
}

} // namespace

std::optional<Result<Answer>> StageDevices::answer(const Request& request) {
    if (std::holds_alternative<SessionList>(request)) {
        std::multimap<qint64, DeviceSession> lastUsedFirst;
        for (const DeviceSession& session : std::as_const(m_sessions))
            lastUsedFirst.emplace(-session.lastUsedAt.ms, session);
        SessionsAnswer answer;
        for (const auto& [at, session] : lastUsedFirst)
            answer.sessions.append(session);
        return answer;
    }
    if (const auto* end = std::get_if<SessionEnd>(&request)) {
        m_sessions.removeIf([end](const DeviceSession& session) { return session.id == end->id; });
        return Empty{};
    }
    if (const auto* change = std::get_if<AccountChangePassword>(&request)) {
        if (change->oldPassword.value == QStringLiteral("wrong"))
            return fail(ErrorKind::AuthInvalid);
        m_sessions.removeIf([](const DeviceSession& session) { return !session.current; });
        return Empty{};
    }
    if (std::optional<Result<Answer>> answered = answerOfFactor(request))
        return answered;
    return answerOfAccount(request);
}

} // namespace confab::test
