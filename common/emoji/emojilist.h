// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace confab {

/// Unicode's five skin tones, from light to dark; None is the yellow of an emoji without one.
enum class SkinTone { None, Light, MediumLight, Medium, MediumDark, Dark };
constexpr int skinToneCount = 6;

struct EmojiLanguage; // emojilanguage.h

/// An emoji as a picker offers it: without skin tone, with its name. A row of the table that generate.py writes.
struct Emoji {
    const char16_t* units; ///< fully-qualified, ends with 0
    const char16_t* toned; ///< the five skin tones separated by spaces; null when it has none
    const char* utf8Name;  ///< CLDR's English short name: "thumbs up"
    const char* searched;  ///< name and keywords in lower case, as words without accents, separated by '|'; UTF-8
    int group;

    QStringView sequence() const { return units; }
    QString name(const EmojiLanguage* language = nullptr) const; ///< as emojiName(), without a skin tone
    std::string_view searchText() const { return searched; }
    bool hasSkinTones() const { return toned != nullptr; }
    /// The emoji in this skin tone, for all persons in it; unchanged when it has none.
    QString withTone(SkinTone tone) const;
};

/// All emoji in the order of a keyboard (CLDR's), group by group. Some 1,900.
std::span<const Emoji> emojiList();
/// The English names of the groups: "Smileys & Emotion", …
std::span<const char* const> emojiGroups();
/// The entry of an emoji in any skin tone and any spelling; null for text, and for an emoji of people with different
/// skin tones. A search through the whole list: tens of microseconds.
const Emoji* findEmoji(QStringView sequence);
/// The name of an emoji with its skin tone ("thumbs up: dark skin tone") in a language; null, and where that has no
/// name: in English. Empty where findEmoji() is null.
QString emojiName(QStringView sequence, const EmojiLanguage* language = nullptr);

namespace emojidata {
extern const Emoji list[];
extern const int listCount;
extern const char* const groups[];
extern const int groupCount;
} // namespace emojidata

} // namespace confab
