// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

/// Bounds of what rooms have, beside those of limits.h: the server holds to them, the app says them before it asks.
namespace confab::limits {

/// Of a new password. People say room passwords to each other, so they may be shorter than those of accounts; with the
/// server's bounds on wrong ones a random one of six lower-case letters takes decades to find.
inline constexpr int roomPasswordMinChars = 6;

} // namespace confab::limits
