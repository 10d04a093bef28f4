// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace confab {

/// A moment in UTC, in milliseconds since 1970. The wall clock: for display and for token lifetimes, never for order
/// (that is seq) and never for time-outs (those are monotonic).
struct UtcTime {
    qint64 ms = 0;

    friend constexpr auto operator<=>(const UtcTime&, const UtcTime&) = default;

    static UtcTime now();
    /// "2026-01-31T12:00:00.000Z"
    QString toIso() const;
    /// The same in ASCII; empty before 1970 and after 9999.
    using Digits = std::array<char, 24>;
    std::optional<Digits> isoDigits() const;
    /// The reverse; empty when the text is not an ISO 8601 time with a zone.
    static std::optional<UtcTime> fromIso(const QString& text);
};

/// The clock of the rules, so that a test can set it.
class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const { return UtcTime::now(); }
};

} // namespace confab
