// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <optional>

namespace confab {

/// A rate: `burst` at once, refilled at so many a second.
struct Rate {
    double perSecond = 0;
    int burst = 0;

    /// No limit.
    static constexpr Rate unlimited() { return {}; }
    constexpr bool isUnlimited() const { return burst <= 0 || perSecond <= 0; }
    friend constexpr bool operator==(const Rate&, const Rate&) = default;
};

/// A token bucket stored as one moment (GCRA, as in ATM Forum TM 4.0): when the bucket will be full again. An unused
/// bucket is full, and so is one whose moment has passed: it may be forgotten.
/// Thread: its owner's. Owned by: the object that limits.
class TokenBucket {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Takes `tokens`, or takes nothing and returns the time until they are available (at least 1 ms). A request of
    /// more than a whole burst passes when the bucket is full, and is paid for afterwards.
    std::optional<std::chrono::milliseconds> take(const Rate& rate, Time now, double tokens = 1) {
        if (rate.isUnlimited())
            return std::nullopt;
        const Time from = std::max(m_fullAt, now);
        const auto price = costOf(rate, tokens);
        const auto wait = from + price - now - std::max(costOf(rate, rate.burst), price);
        if (wait > Time::duration::zero())
            return std::chrono::ceil<std::chrono::milliseconds>(wait);
        m_fullAt = from + price;
        return std::nullopt;
    }

    bool isFull(Time now) const { return m_fullAt <= now; }

    /// Whole tokens that are left, of a rate that is limited.
    int left(const Rate& rate, Time now) const {
        const double used = std::chrono::duration<double>(untilFull(now)).count() * rate.perSecond;
        constexpr double rounding = 1e-6; // moments are whole nanoseconds
        return int(std::max(0.0, double(rate.burst) - used + rounding));
    }
    Time::duration untilFull(Time now) const { return std::max(m_fullAt - now, Time::duration::zero()); }

private:
    static Time::duration costOf(const Rate& rate, double tokens) {
        return std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(tokens / rate.perSecond));
    }

    Time m_fullAt{};
};

} // namespace confab
