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

/// The rule by which somebody who has lost the password sets another one, with a link of an administrator. Of a link
/// that was used, is over or was replaced nobody is told more than of one that never was: AuthExpired.
/// Thread: chat thread. Owned by: ChatService.
class PasswordResets {
public:
    PasswordResets(Storage& storage, Backplane& backplane, Passwords& passwords, const Clock& clock)
        : m_storage(storage), m_backplane(backplane), m_passwords(passwords), m_clock(clock) {}

    QCoro::Task<Result<Empty>> handle(Caller caller, AccountReset request);

private:
    QCoro::Task<Result<QList<SessionId>>> use(QString address, Secret token, Secret password);

    Storage& m_storage;
    Backplane& m_backplane;
    Passwords& m_passwords;
    const Clock& m_clock;
    SignInThrottle m_throttle; // by address
};

} // namespace confab
