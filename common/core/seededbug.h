// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#ifdef CONFAB_SEEDED_BUGS
#include <cstdlib>
#include <string_view>
#endif

namespace confab {

/// Whether the program shall have this bug on purpose, so that the tests can show that they would find it. Only a build
/// with CONFAB_SEEDED_BUGS knows any; there, the variable CONFAB_SEEDED_BUG names the one.
#ifdef CONFAB_SEEDED_BUGS
inline bool seededBug(std::string_view name) {
    static const char* const chosen = std::getenv("CONFAB_SEEDED_BUG");
    return chosen != nullptr && name == chosen;
}
#else
constexpr bool seededBug(const char*) {
    return false;
}
#endif

} // namespace confab
