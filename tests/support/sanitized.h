// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace confab::test {

/// Whether the programs were built with the address sanitizer. It keeps freed memory for a while, on purpose, so the
/// memory of a process means nothing then.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool keepsFreedMemory = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool keepsFreedMemory = true;
#else
inline constexpr bool keepsFreedMemory = false;
#endif
#else
inline constexpr bool keepsFreedMemory = false;
#endif

} // namespace confab::test
