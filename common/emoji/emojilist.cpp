// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojilist.h"

#include "common/emoji/emojilanguage.h"

#include <QList>
#include <algorithm>
#include <array>

namespace confab {

namespace {

constexpr char16_t variation = 0xfe0f;
constexpr char16_t modifierHigh = 0xd83c; // U+1F3FB to U+1F3FF
constexpr char16_t modifierLow = 0xdffb;

constexpr std::array<const char*, skinToneCount> toneNames{
    "", "light skin tone", "medium-light skin tone", "medium skin tone", "medium-dark skin tone", "dark skin tone"};

struct Bare {
    QString units; // without skin tones and variation selectors
    SkinTone tone = SkinTone::None;
};

Bare bareOf(QStringView sequence) {
    Bare bare;
    for (qsizetype i = 0; i < sequence.size(); ++i) {
        const QChar next = i + 1 < sequence.size() ? sequence[i + 1] : QChar();
        if (sequence[i] == modifierHigh && next >= modifierLow && next.unicode() < modifierLow + 5) {
            bare.tone = SkinTone(1 + next.unicode() - modifierLow);
            ++i;
        } else if (sequence[i] != variation) {
            bare.units += sequence[i];
        }
    }
    return bare;
}

bool isSpelt(const Emoji& emoji, QStringView bare) {
    qsizetype at = 0;
    for (const QChar unit : emoji.sequence()) {
        if (unit == variation)
            continue;
        if (at == bare.size() || bare[at] != unit)
            return false;
        ++at;
    }
    return at == bare.size();
}

} // namespace

QString Emoji::withTone(SkinTone tone) const {
    if (!toned || tone == SkinTone::None)
        return sequence().toString();
    return QStringView(toned).split(u' ').value(int(tone) - 1).toString();
}

QString Emoji::name(const EmojiLanguage* language) const {
    const QString there = language ? language->name(*this) : QString();
    return there.isEmpty() ? QString::fromUtf8(utf8Name) : there;
}

std::span<const Emoji> emojiList() {
    return {emojidata::list, size_t(emojidata::listCount)};
}

std::span<const char* const> emojiGroups() {
    return {emojidata::groups, size_t(emojidata::groupCount)};
}

const Emoji* findEmoji(QStringView sequence) {
    const Bare bare = bareOf(sequence);
    const auto all = emojiList();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Emoji& emoji) { return isSpelt(emoji, bare.units); });
    const bool plausible = found != all.end() && (bare.tone == SkinTone::None || found->hasSkinTones());
    return plausible ? &*found : nullptr;
}

QString emojiName(QStringView sequence, const EmojiLanguage* language) {
    const Emoji* emoji = findEmoji(sequence);
    if (!emoji)
        return {};
    const SkinTone tone = bareOf(sequence).tone;
    const QString name = emoji->name(language);
    if (tone == SkinTone::None)
        return name;
    const char* const word = language ? language->tones[size_t(tone) - 1] : toneNames[size_t(tone)];
    return name + QLatin1String(": ") + QString::fromUtf8(word);
}

} // namespace confab
