// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace confab {

/// Three UTF-16 units of a text: the first is the highest. The grams of facts begin with a unit that no text has.
using Gram = quint64;

/// Grams are shared out among so many parts, by their first two units. A part of a full segment is 2 KiB, as SQLite and
/// PostgreSQL like it; a search for a word reads some of the parts.
inline constexpr int gramParts = 64;
int partOf(Gram gram);

/// A message that has a gram between these two may be what is looked for; they are in one part.
struct GramRange {
    Gram first = 0;
    Gram last = 0;
};

} // namespace confab
