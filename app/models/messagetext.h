// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

/// How much of a message a view shows, and in which size. Pure functions, linear in the length of the text.
namespace confab::models {

/// The beginning of a text.
struct Excerpt {
    QString text;
    int hiddenLines = 0; ///< the estimated number of following lines; 0: the text is complete
};

/// About `lines` lines of a text, so that no message is higher than some screens; a text that is little longer is
/// complete. A long line counts as the lines that it wraps into.
Excerpt excerptOf(const QString& text, int lines);

/// Whether a text consists of a few emoji only, which are shown large.
bool isEmojiOnly(const QString& text);

inline constexpr int linesAtFirst = 20; ///< of a message that is not expanded
inline constexpr int linesMore = 200;   ///< at each expansion
inline constexpr int charactersPerLine = 90;
inline constexpr int emojiMost = 12; ///< in a text that is shown large

} // namespace confab::models
