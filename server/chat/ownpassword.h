// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// What a proof of a secret says to a throttle: `wrong` is the kind of a wrong secret.
template <class T>
SignInThrottle::Outcome outcomeOf(const Result<T>& checked, ErrorKind wrong) {
    if (checked)
        return SignInThrottle::Outcome::Right;
    return checked.error().kind == wrong ? SignInThrottle::Outcome::Wrong : SignInThrottle::Outcome::Unknown;
}

/// Asks who is signed in for their own password again, before what a stolen token must not do.
/// Thread: chat thread. Owned by: ChatService.
class OwnPassword {
public:
    OwnPassword(Storage& storage, Passwords& passwords, const Clock& clock)
        : m_storage(storage), m_passwords(passwords), m_clock(clock) {}

    /// The caller's account. AuthInvalid when the password is another one, AuthThrottled, AuthExpired when the account
    /// is gone.
    QCoro::Task<Result<Account>> prove(Caller caller, Secret password);

private:
    QCoro::Task<Result<Account>> check(Caller caller, Secret password);

    Storage& m_storage;
    Passwords& m_passwords;
    const Clock& m_clock;
    /// By person, not by address: who holds a stolen token must not guess on from elsewhere, and keeps the owner from
    /// nothing but changing the account.
    SignInThrottle m_throttle;
};

} // namespace confab
