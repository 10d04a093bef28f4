// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"

#include <QHash>
#include <QString>

namespace confab {

/// For whom a password is hashed. Nobody in particular: without an address and a person.
struct HashAsker {
    QString address;   ///< empty when it says nothing
    UserId person{};   ///< 0 before the sign-in
    QString account{}; ///< at a sign-in: the name of the account that it is for

    /// In whose line of the hashing queue it waits: the address's; the person's when that says nothing.
    QString line() const { return !address.isEmpty() ? address : QString::number(person.value); }
};

/// How many of the hashes that wait may be one asker's. Without figures there is no bound: those of the daemon are in
/// its configuration.
struct HashLimits {
    int perAddress = 0;
    int perPerson = 0;
    int perAccount = 0; ///< from all addresses together
};

/// Sees to it that nobody fills the queue of hashes, in which everybody's sign-in waits. What it remembers is bounded
/// by that queue. Thread: chat thread. Owned by: Passwords.
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
    /// RateLimited, with when to come back, when the asker has its share already.
    Result<Share> take(const HashAsker& asker);

private:
    void give(const HashAsker& asker);

    const HashLimits m_limits;
    QHash<QString, int> m_byAddress;
    QHash<UserId, int> m_byPerson;
    QHash<QString, int> m_byAccount;
};

} // namespace confab
