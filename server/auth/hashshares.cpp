// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/hashshares.h"

namespace confab {

namespace {

// An address's whole share, 16 hashes of 26 ms, is done by then even when other addresses' hashes run in between.
constexpr qint64 retryAfterMs = 1000;

template <class Key>
void less(QHash<Key, int>& counts, const Key& key) {
    const auto it = counts.find(key);
    if (it != counts.end() && --*it <= 0)
        counts.erase(it);
}

} // namespace

Result<HashShares::Share> HashShares::take(const HashAsker& asker) {
    const bool ofAddress = m_limits.perAddress > 0 && !asker.address.isEmpty();
    const bool ofPerson = m_limits.perPerson > 0 && asker.person != UserId{};
    const bool ofAccount = m_limits.perAccount > 0 && !asker.account.isEmpty();
    if ((ofAddress && m_byAddress.value(asker.address) >= m_limits.perAddress) ||
        (ofAccount && m_byAccount.value(asker.account) >= m_limits.perAccount) ||
        (ofPerson && m_byPerson.value(asker.person) >= m_limits.perPerson))
        return fail(Error::retryLater(ErrorKind::RateLimited, retryAfterMs));
    if (ofAddress)
        ++m_byAddress[asker.address];
    if (ofPerson)
        ++m_byPerson[asker.person];
    if (ofAccount)
        ++m_byAccount[asker.account];
    return Share(*this, asker);
}

void HashShares::give(const HashAsker& asker) {
    less(m_byAddress, asker.address);
    less(m_byPerson, asker.person);
    less(m_byAccount, asker.account);
}

} // namespace confab
