// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/ratelimits.h"

#include "server/chat/methodfamily.h"

#include <cmath>

namespace confab {

namespace {

// A short message costs one token, the longest one nine: so one person's burst is a tenth of what may wait for a slow
// reader, not half of it.
constexpr double unitsPerToken = 2048;

double priceOf(const Request& request) {
    qsizetype length = 0;
    if (const auto* message = std::get_if<MessageSend>(&request))
        length = message->body ? message->body->size() : 0;
    else if (const auto* edit = std::get_if<MessageEdit>(&request))
        length = edit->body.size();
    else if (const auto* posted = std::get_if<HookPost>(&request))
        length = posted->text.size();
    return 1 + std::floor(double(std::min(length, limits::messageBytes)) / unitsPerToken);
}

} // namespace

std::optional<std::chrono::milliseconds> RateLimits::take(const Caller& caller, const Request& request, Time now) {
    const Family family = familyOf(request);
    const Rate& rate = m_rates.of(family);
    if (rate.isUnlimited())
        return std::nullopt;
    return bucketOf(caller, family, now).take(rate, now, familyRow(family).byAddress ? 1 : priceOf(request));
}

std::optional<RateStanding> RateLimits::standing(const Caller& caller, const Request& request, Time now) {
    const Family family = familyOf(request);
    const Rate& rate = m_rates.of(family);
    if (rate.isUnlimited())
        return std::nullopt;
    const TokenBucket& bucket = bucketOf(caller, family, now);
    const std::chrono::duration<double> refill(double(rate.burst) / rate.perSecond);
    return RateStanding{rate.burst, std::chrono::ceil<std::chrono::seconds>(refill), bucket.left(rate, now),
                        std::chrono::ceil<std::chrono::milliseconds>(bucket.untilFull(now))};
}

TokenBucket& RateLimits::bucketOf(const Caller& caller, Family family, Time now) {
    if (familyRow(family).byAddress)
        return m_addresses.at(caller.address, now)[size_t(family)];
    return m_people.at(caller.identity.user, now)[size_t(family)];
}

} // namespace confab
