// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/ratelimits.h"

namespace confab {

std::optional<std::chrono::milliseconds> RateLimits::take(const Caller& caller, const Request& request, Time now) {
    const Family family = familyOf(request);
    const Rate& rate = m_rates.of(family);
    if (rate.isUnlimited())
        return std::nullopt;
    if (!familyRow(family).byAddress)
        return m_people.at(caller.identity.user, now)[size_t(family)].take(rate, now);
    if (caller.address.isEmpty())
        return std::nullopt; // of a proxy: many people
    return m_addresses.at(caller.address, now)[size_t(family)].take(rate, now);
}

} // namespace confab
