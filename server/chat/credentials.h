// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "common/protocol/account.h"
#include "server/auth/passwords.h"
#include "server/broker/backplane.h"
#include "server/chat/caller.h"
#include "server/chat/erasures.h"
#include "server/chat/ownpassword.h"
#include "server/storage/storage.h"

namespace confab {

/// The rules by which people keep what signs them in: their password and address, the devices where they are signed in,
/// and whether they have an account at all.
/// Thread: chat thread. Owned by: ChatService.
class Credentials {
public:
    struct Parts {
        Storage& storage;
        Backplane& backplane;
        Passwords& passwords;
        OwnPassword& password;
        const Clock& clock;
        Erasures& erasures;
    };
    explicit Credentials(Parts parts) : m_parts(parts) {}

    QCoro::Task<Result<Empty>> handle(Caller caller, AccountChangePassword request);
    QCoro::Task<Result<Empty>> handle(Caller caller, AccountChangeEmail request);
    QCoro::Task<Result<Empty>> handle(Caller caller, AccountDelete request);
    QCoro::Task<Result<SessionsAnswer>> handle(Caller caller, SessionList request);
    QCoro::Task<Result<Empty>> handle(Caller caller, SessionEnd request);

private:
    Parts m_parts;
};

} // namespace confab
