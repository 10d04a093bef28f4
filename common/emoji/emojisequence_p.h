// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

/// The table that generate.py writes: all fully-qualified emoji, one behind the other, sorted by their UTF-16 units
/// without variation selectors. Emoji number i is sequenceUnits[sequenceStarts[i]] up to sequenceStarts[i + 1].
namespace confab::emojidata {

extern const char16_t sequenceUnits[];
extern const quint16 sequenceStarts[]; ///< sequenceCount + 1 entries
extern const int sequenceCount;

} // namespace confab::emojidata
