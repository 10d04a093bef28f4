// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace confab {

/// The most bytes of UTF-8 of an emoji. The longest one of Unicode 15 has 35.
constexpr qsizetype emojiBytesMost = 64;

/// Whether `text` is exactly one emoji that Unicode recommends for interchange (RGI), fully-qualified or with variation
/// selectors left out, as emoji-test.txt lists it. A single skin tone, hair or regional indicator is none. Reentrant;
/// a binary search without allocation, whatever the length of `text`.
bool isEmojiSequence(QStringView text);

/// The fully-qualified form of such an emoji, so that two spellings (U+2764, U+2764 U+FE0F) are one; empty for any
/// other text. At most emojiBytesMost bytes of UTF-8. Reentrant.
QString normalisedEmoji(QStringView text);

} // namespace confab
