// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"

#include <QHash>
#include <QString>

namespace confab {

/// Slows down the guessing of passwords: after a few failures of one address on one account, the pair has to wait. It
/// counts pairs, so nobody can lock the owner of an account out from elsewhere.
/// Thread: chat thread. Owned by: Accounts.
class SignInThrottle {
public:
    /// AuthThrottled, with when to come back, while the pair has to wait.
    Done admit(const QString& address, const QString& account, UtcTime now);
    void failed(const QString& address, const QString& account, UtcTime now);
    void succeeded(const QString& address, const QString& account);

private:
    struct Record {
        int failures = 0;
        UtcTime first; // of these failures
    };
    void forgetOld(UtcTime now);

    QHash<QString, Record> m_records;
};

} // namespace confab
