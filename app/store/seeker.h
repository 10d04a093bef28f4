// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>

namespace confab::store {

/// Who searches the store: the results of the search for messages, or the list of the switcher. A search ends those
/// before it of the same one.
enum class Seeker { Results, Switcher };
inline constexpr size_t seekerCount = 2;

} // namespace confab::store
