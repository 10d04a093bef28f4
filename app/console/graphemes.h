// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::console {

// Characters as people see them (the extended grapheme clusters of Unicode, UAX #29) and the columns that a terminal
// gives them. Each function looks at a bounded piece of the text only, however long the text is.

/// Where the character begins that ends at `end`, or 0.
qsizetype characterBefore(const QString& text, qsizetype end);
/// Where the character ends that begins at `from`, or the size of the text.
qsizetype characterAfter(const QString& text, qsizetype from);

/// How many columns a terminal gives a text: two for wide East Asian characters (UAX #11) and for emoji, which includes
/// flags and sequences with U+200D or U+FE0F; none for what only changes the character before it.
int columns(QStringView text);

/// Where the longest piece begins that ends at `end` and has `width` columns at the most.
qsizetype fittingBefore(const QString& text, qsizetype end, int width);
/// Where the longest piece ends that begins at `from` and has `width` columns at the most.
qsizetype fittingAfter(const QString& text, qsizetype from, int width);

} // namespace confab::console
