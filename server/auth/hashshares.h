// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QHash>
#include <QString>

namespace confab {

/// For whom a password is hashed. The default has neither address nor user.
struct HashAsker {
    QString address;   ///< empty when it says nothing
    UserId person{};   ///< 0 before the sign-in
    QString account{}; ///< at a sign-in: the account's name

    /// The sub-queue in which the hash waits: the address's, or the user's when the address is empty.
    QString line() const { return !address.isEmpty() ? address : QString::number(person.value); }
};

/// How many queued hashes one address, user or account may have. The default is no bound; the daemon's figures are in
/// its configuration.
struct HashLimits {
    int perAddress = 0;
    int perPerson = 0;
    int perAccount = 0; ///< from all addresses together
};

/// Limits queued password hashes per address, user and account: all sign-ins share that queue, which also bounds the
/// memory used here. Thread: chat thread. Owned by: Passwords.
class HashShares {
public:
    explicit HashShares(HashLimits limits) : m_limits(limits) {}

    /// Held while a hash waits or is made.
    class Share {
    public:
        Share(HashShares& shares, HashAsker asker) : m_shares(&shares), m_asker(std::move(asker)) {}
        Share(Share&& other) noexcept
            : m_shares(std::exchange(other.m_shares, nullptr)), m_asker(std::move(other.m_asker)) {}
        Share& operator=(Share&&) = delete;
        ~Share() {
            if (m_shares)
                m_shares->give(m_asker);
        }

    private:
        HashShares* m_shares;
        HashAsker m_asker;
    };
    /// RateLimited, with a retry time, when the caller already has its share.
    Result<Share> take(const HashAsker& asker);

private:
    void give(const HashAsker& asker);

    const HashLimits m_limits;
    QHash<QString, int> m_byAddress;
    QHash<UserId, int> m_byPerson;
    QHash<QString, int> m_byAccount;
};

} // namespace confab
