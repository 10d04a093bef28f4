// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>

namespace confab::test {

/// How long a test waits for a condition before it fails: far longer than any machine needs.
inline constexpr std::chrono::seconds patience{60};

/// Runs the event loop until `condition` holds; checks it after every turn, and periodically without one, for changes
/// elsewhere. False when `limit` passed before.
/// Unlike QTest::qWaitFor() it never sleeps while events wait, so that a thousand calls in a row take no time of their
/// own.
bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds limit = patience);

} // namespace confab::test
