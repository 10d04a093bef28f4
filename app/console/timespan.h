// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <optional>
#include <string>

namespace confab::console {

/// A leap year: nobody means more.
inline constexpr qint64 longestMs = qint64(366) * 24 * 60 * 60 * 1000;

/// The milliseconds of "30s", "5m", "1h" or "2d": a number above zero and a unit, at most longestMs. Nothing for
/// another text.
std::optional<qint64> timeSpan(const std::string& text);

} // namespace confab::console
