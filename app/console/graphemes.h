// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab::console {

// User-perceived characters (the extended grapheme clusters of Unicode, UAX #29) and their columns in a terminal. Each
// function examines a bounded piece of the text, however long the text is.

/// The beginning of the character that ends at `end`, or 0.
qsizetype characterBefore(const QString& text, qsizetype end);
/// The end of the character that begins at `from`, or the size of the text.
qsizetype characterAfter(const QString& text, qsizetype from);

/// The columns of a text in a terminal: two for wide East Asian characters (UAX #11) and for emoji, which includes
/// flags and sequences with U+200D or U+FE0F; none for characters that only modify the one before.
int columns(QStringView text);

/// The beginning of the longest piece that ends at `end` and has `width` columns at the most.
qsizetype fittingBefore(const QString& text, qsizetype end, int width);
/// The end of the longest piece that begins at `from` and has `width` columns at the most.
qsizetype fittingAfter(const QString& text, qsizetype from, int width);

} // namespace confab::console
