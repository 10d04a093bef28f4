// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/emoji/emojilist.h"

#include <array>

namespace confab {

/// The names and keywords of emojiList() in another language than English, as generate.py writes them: of each emoji
/// its name and its Emoji::searched, as UTF-8 that ends with 0. Both are empty where CLDR has none.
struct EmojiLanguage {
    const char* code; ///< of the language: "de"
    const unsigned char* texts;
    const quint32* places; ///< in `texts`, two of each emoji
    std::array<const char*, skinToneCount - 1> tones;

    QString name(const Emoji& emoji) const { return QString::fromUtf8(text(emoji, 0)); }
    std::string_view searchText(const Emoji& emoji) const { return text(emoji, 1); }

private:
    const char* text(const Emoji& emoji, size_t which) const {
        const auto row = size_t(&emoji - emojiList().data());
        return reinterpret_cast<const char*>(texts + places[row * 2 + which]); // NOLINT: bytes of UTF-8
    }
};

/// By the name of a locale ("de", "de_AT"); null for English, and for what the build has no names in.
const EmojiLanguage* emojiLanguage(QStringView locale);

namespace emojidata {
extern const EmojiLanguage languages[];
extern const int languageCount;
} // namespace emojidata

} // namespace confab
