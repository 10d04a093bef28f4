// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/accountcommands.h"

#include "app/console/terminaltext.h"
#include "common/core/secretline.h"
#include "common/core/secretprompt.h"

namespace confab::console {

// ---- sessions ----------------------------------------------------------------------------------------------------

void SessionsCommand::start() {
    if (!m_options.end)
        return list();
    client().connection().call(SessionEnd{SessionId{*m_options.end}},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

void SessionsCommand::list() {
    client().connection().call(SessionList{},
                               {this, [this](const Result<SessionsAnswer>& answer) {
                                    if (!answer)
                                        return Q_EMIT finished(Outcome::of(answer.error()));
                                    for (const DeviceSession& session : answer->sessions)
                                        print(m_options.json ? jsonLine(session) : context().format.session(session));
                                    Q_EMIT finished({});
                                }});
}

// ---- password ----------------------------------------------------------------------------------------------------

void PasswordCommand::start() {
    client().connection().call(AccountChangePassword{context().password, context().newPassword},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

// ---- the second factor -------------------------------------------------------------------------------------------

Result<Secret> askCode(const Options& options, const QString& question) {
    constexpr qsizetype mostBytes = limits::codeChars * 4;
    return options.codeFd ? readSecret(*options.codeFd, mostBytes) : askSecret(question, mostBytes);
}

void SecondFactorCommand::start() {
    if (!m_options.on)
        return switchOff();
    client().connection().call(MfaBegin{context().password}, {this, [this](const Result<MfaOffer>& offer) {
                                                                  if (offer)
                                                                      offered(*offer);
                                                                  else
                                                                      Q_EMIT finished(Outcome::of(offer.error()));
                                                              }});
}

void SecondFactorCommand::offered(const MfaOffer& offer) {
    print(StyledText{QString(u"Key: " % offer.secret.value)});
    print(StyledText{offer.uri.value});
    const Result<Secret> code = askCode(context().options, QStringLiteral("Code that the app shows"));
    if (!code)
        return Q_EMIT finished({ExitCode::Failed, code.error().message});
    Q_EMIT progressed();
    client().connection().call(MfaConfirm{*code},
                               {this, [this](const Result<RecoveryCodes>& answer) {
                                    if (!answer)
                                        return Q_EMIT finished(Outcome::of(answer.error()));
                                    print(StyledText{QStringLiteral("Recovery codes, each good once:")});
                                    for (const Secret& recovery : answer->recoveryCodes)
                                        print(StyledText{recovery.value});
                                    Q_EMIT finished({});
                                }});
}

/// The code of the sign-in is used.
void SecondFactorCommand::switchOff() {
    const Result<Secret> code = askCode(context().options, QStringLiteral("Next code of the app, or a recovery code"));
    if (!code)
        return Q_EMIT finished({ExitCode::Failed, code.error().message});
    Q_EMIT progressed();
    client().connection().call(MfaDisable{context().password, *code},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

// ---- the account -------------------------------------------------------------------------------------------------

void EmailCommand::start() {
    client().connection().call(AccountChangeEmail{m_options.email, context().password},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

void DeleteAccountCommand::start() {
    client().connection().call(AccountDelete{context().password},
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome{} : Outcome::of(answer.error()));
                                }});
}

} // namespace confab::console
