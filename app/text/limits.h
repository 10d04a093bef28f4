// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

/// The bounds of a formatted message. A body beyond one of them is shown as it was written.
namespace confab::text::limits {

inline constexpr qsizetype bodyUnits = 16 * 1024; // UTF-16; limits::messageBytes of the protocol is no more
inline constexpr int nesting = 16;                // of quotes and lists, and of styles in a line: people use three
inline constexpr qsizetype blocks = 2000;
inline constexpr qsizetype spans = 8000;      // of one message
inline constexpr int languageChars = 24;      // the longest name of a language that highlighters know has 20
inline constexpr int mentionsLookedUp = 1000; // signs @ of one message
inline constexpr int addressesRefused = 64; // what begins like an address and is none; each costs a look at its length
inline constexpr qsizetype targetUnits = 2048; // of a link; what browsers agree to open

} // namespace confab::text::limits
