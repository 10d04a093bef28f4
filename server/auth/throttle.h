// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace confab {

/// Slows down password guessing: after a few failures of a subject (address, person) on an object (account, room), the
/// pair has to wait. Counting pairs keeps an attacker elsewhere from locking out an account's owner. Thread: chat
/// thread. Owned by: Accounts, RoomPasswords.
class SignInThrottle {
public:
    /// `free`: failures in five minutes after which a pair has to wait. OWASP's cheat sheets ask for "a few"; Synapse
    /// allows five at once.
    explicit SignInThrottle(int free = 5) : m_free(free) {}

    /// AuthThrottled, with when to come back, while the pair has to wait. An attempt that was admitted counts as a
    /// failure until it is decided(): so no more can be tried at once than one after the other.
    Status admit(const QString& who, const QString& what, UtcTime now);

    enum class Outcome {
        Right,
        Wrong,
        Unknown, ///< undecided (the server was busy)
    };
    /// Once for each attempt that was admitted.
    void decided(const QString& who, const QString& what, Outcome outcome, UtcTime now);

    /// Pairs that are remembered: at most 100,000, of some 150 bytes each, but for those being decided.
    qsizetype size() const { return m_records.size(); }

private:
    struct Record {
        int failures = 0;
        UtcTime first;     // of these failures
        int undecided = 0; // admitted attempts
    };
    void forgetOld(UtcTime now);

    const int m_free;
    QHash<QByteArray, Record> m_records;
};

} // namespace confab
