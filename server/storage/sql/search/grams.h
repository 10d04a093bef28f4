// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"
#include "server/storage/sql/search/gram.h"

#include <vector>

/// What the index knows of a message: the grams of its folded text, each three UTF-16 units in a row, and a few of its
/// facts in the same form. One gram for each place in the text finds parts of words in any script; a gram of two units
/// is the range of those that begin so.
namespace confab {

/// The gram of all messages with a file, a link, a picture.
inline constexpr Gram gramOfFiles = (Gram(0xFFFF) << 32) | 1;
inline constexpr Gram gramOfLinks = (Gram(0xFFFF) << 32) | 2;
inline constexpr Gram gramOfImages = (Gram(0xFFFF) << 32) | 3;
/// Of all messages of a person; some share one.
constexpr Gram gramOfAuthor(UserId author) {
    return (Gram(0xFFFE) << 32) | (Gram(author.value) & 0xFFFFFFFF);
}

/// Those of a message in its present form, rising, each once; none of a deleted one.
std::vector<Gram> gramsOf(const Message& message);
/// Whether one of the files is a picture.
bool hasImage(const MessageContent& content);
QStringList fileNames(const MessageContent& content);

/// Of a folded term: a message has it only when it has a gram of each of these ranges. The first is the one that the
/// fewest messages are likely to have. None for a term of one ASCII character, which nearly all messages have.
std::vector<GramRange> rangesOf(const QString& term);

} // namespace confab
