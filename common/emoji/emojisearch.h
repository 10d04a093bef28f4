// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/emoji/emojilist.h"

#include <vector>

namespace confab {

/// Words as the list has them for searching: lower case, without accents and apostrophes, one space between them. '_'
/// and
/// '-' separate words too, so "thumbs_up" is "thumbs up"; a sign before a digit stays ("+1", "-1").
QString foldedWords(QStringView text);

/// The emoji of which each word of `query` begins a word of the name or of a keyword, at most `most`. Best first: the
/// name itself, a keyword itself (those with few others first), names that begin with the query, words of the
/// name, the rest; among equals in the order of emojiList(). None for a query without words or of more than
/// searchUnitsMost units. With a language its names and keywords are searched, and behind what these find the English
/// ones. About a millisecond.
std::vector<const Emoji*> searchEmoji(QStringView query, size_t most, const EmojiLanguage* language = nullptr);
constexpr qsizetype searchUnitsMost = 96; ///< the longest German name has 65

} // namespace confab
