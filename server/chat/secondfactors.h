// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/secondfactor.h"
#include "server/auth/secretseal.h"
#include "server/auth/tokens.h"
#include "server/chat/accounts.h"
#include "server/chat/ownpassword.h"

namespace confab {

/// The rules of second factors: one-time codes beside the password, and recovery codes for who has lost the phone.
/// Switching one on or off ends no session.
/// Thread: chat thread. Owned by: ChatService.
class SecondFactors {
public:
    struct Parts {
        Storage& storage;
        Accounts& accounts;
        OwnPassword& password;
        const AccessTokens& tokens; ///< whose key the secrets are sealed by
        const Clock& clock;
        const LiveSettings& settings; ///< with the server's name, for the app that makes the codes
    };
    explicit SecondFactors(Parts parts);

    QCoro::Task<Result<MfaOffer>> handle(Caller caller, MfaBegin request);
    QCoro::Task<Result<RecoveryCodes>> handle(Caller caller, MfaConfirm request);
    QCoro::Task<Result<Empty>> handle(Caller caller, MfaDisable request);
    QCoro::Task<Result<Auth>> handle(Caller caller, AccountCode request);

private:
    /// The proof that this code is; AuthWrongCode when it is none. It may have been used already.
    Result<FactorProof> proofOf(UserId user, const SecondFactor& factor, const Secret& code) const;
    QCoro::Task<Result<RecoveryCodes>> confirm(UserId user, Secret code);
    QCoro::Task<Status> disable(UserId user, Secret code);
    QCoro::Task<Status> useCode(Challenged challenged, Secret code, QByteArray challenge);

    Parts m_parts;
    const SecretSeal m_seal;
    /// By person: more challenges and addresses give nobody more guesses.
    SignInThrottle m_guesses;
};

} // namespace confab
