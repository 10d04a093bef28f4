// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messagetext.h"

#include "common/emoji/emojisequence.h"

#include <algorithm>

namespace confab::models {

namespace {

constexpr qsizetype emojiUnitsMost = 32; // emojiBytesMost bytes; each unit has two or more

/// The end of the emoji that begins at `at`; `at` when none does. Signs that are text unless a variation selector makes
/// an emoji of them (❤, ™) need it.
qsizetype afterEmoji(QStringView text, qsizetype at) {
    for (qsizetype size = std::min(text.size() - at, emojiUnitsMost); size > 0; --size) {
        const QStringView part = text.sliced(at, size);
        if (isEmojiSequence(part) && (part.front().isSurrogate() || normalisedEmoji(part) == part))
            return at + size;
    }
    return at;
}

} // namespace

Excerpt excerptOf(const QString& text, int lines) {
    int seen = 0;
    qsizetype cut = text.size();
    qsizetype column = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool ends = text[i] == u'\n' || ++column == charactersPerLine;
        if (!ends)
            continue;
        column = 0;
        if (++seen == lines)
            cut = text[i] == u'\n' ? i : i + 1;
    }
    const int hidden = seen + 1 - lines;
    if (hidden <= std::max(1, lines / 4))
        return {text, 0};
    // Not inside a word where another place is near, and never inside a character.
    if (const qsizetype space = text.lastIndexOf(u' ', cut); text[cut] != u'\n' && space > cut - charactersPerLine / 3)
        cut = space;
    if (cut > 0 && text[cut - 1].isHighSurrogate())
        --cut;
    return {text.left(cut) + QStringLiteral("…"), hidden};
}

bool isEmojiOnly(const QString& text) {
    if (text.isEmpty() || text.size() > 400)
        return false;
    int count = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] == u' ' || text[at] == u'\n') {
            ++at;
            continue;
        }
        const qsizetype end = afterEmoji(text, at);
        if (end == at || ++count > emojiMost)
            return false;
        at = end;
    }
    return count > 0;
}

} // namespace confab::models
