// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/emojicompletion.h"

#include "common/emoji/emojisearch.h"

namespace confab::models {

namespace {

/// A letter first, or a sign and a digit ("+1"): ":30" and ":-D" are no beginnings of names.
bool isBeginning(const QString& word) {
    if (word.size() < EmojiCompletion::leastLetters)
        return false;
    const bool sign = word[0] == u'+' || word[0] == u'-';
    return sign ? word[1].isDigit() : word[0].isLetter() && word[1] != u'-';
}

} // namespace

bool EmojiCompletion::isOfWord(QChar character) const {
    return character.isLetterOrNumber() || character == u'_' || character == u'+' || character == u'-';
}

QList<CompletionOffer> EmojiCompletion::offers(const QString& word, int most) const {
    QList<CompletionOffer> offers;
    if (!isBeginning(word))
        return offers;
    const EmojiLanguage* const language = EmojiUses::language();
    for (const Emoji* emoji : searchEmoji(word, size_t(most), language)) {
        const QString shown = emoji->withTone(m_uses.skinTone());
        offers.append({shown, {}, 0, emoji->name(language), {}, shown});
    }
    return offers;
}

void EmojiCompletion::taken(const CompletionOffer& offer) {
    m_uses.used(offer.symbol);
}

} // namespace confab::models
