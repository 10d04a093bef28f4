// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

/// How much of a message a view shows, and how large. Pure functions, linear in the length of the text.
namespace confab::models {

/// The beginning of a text.
struct Excerpt {
    QString text;
    int hiddenLines = 0; ///< about how many lines follow; 0: the text is whole
};

/// About `lines` lines of a text, so that no message is higher than some screens; a text that is little longer is
/// whole. A long line counts as those that it wraps into.
Excerpt excerptOf(const QString& text, int lines);

/// Whether a text is nothing but a few emoji, which are shown large.
bool isEmojiOnly(const QString& text);

inline constexpr int linesAtFirst = 30; ///< of a message that is not unfolded
inline constexpr int linesMore = 200;   ///< at each unfolding
inline constexpr int charactersPerLine = 90;
inline constexpr int emojiMost = 12; ///< in a text that is shown large

} // namespace confab::models
