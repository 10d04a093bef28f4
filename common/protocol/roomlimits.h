// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

/// Bounds of rooms, beside those of limits.h. The server enforces them; the app checks them before it sends a request.
namespace confab::limits {

/// The minimum length of a new password. Members tell each other room passwords, so these may be shorter than those of
/// accounts: with the server's bounds on wrong attempts, guessing six random lower-case letters takes decades.
inline constexpr int roomPasswordMinChars = 6;

} // namespace confab::limits
