// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/account.h"
#include "server/auth/passwords.h"
#include "server/auth/throttle.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules by which people keep what signs them in: their password, and the devices where they are signed in.
/// Thread: chat thread. Owned by: ChatService.
class Credentials {
public:
    Credentials(Storage& storage, Backplane& backplane, Passwords& passwords, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_passwords(passwords), m_clock(clock) {}

    QCoro::Task<Result<Empty>> handle(Caller caller, AccountChangePassword request);
    QCoro::Task<Result<SessionsAnswer>> handle(Caller caller, SessionList request);
    QCoro::Task<Result<Empty>> handle(Caller caller, SessionEnd request);

private:
    /// AuthInvalid when it is another one.
    QCoro::Task<Status> checkPresent(Caller caller, Secret password);

    Storage& m_storage;
    Backplane& m_backplane;
    Passwords& m_passwords;
    const Clock& m_clock;
    /// By person, not by address: who holds a stolen token must not guess on from elsewhere, and keeps the owner from
    /// nothing but changing the password.
    SignInThrottle m_throttle;
};

} // namespace confab
