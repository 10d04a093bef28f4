// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/keywords.h"

#include <QRegularExpression>

#include <algorithm>

namespace confab::models {

namespace {

/// Letters of scripts that put spaces between words.
bool isOfWord(QChar character) {
    switch (character.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return false;
    default:
        return character.isLetterOrNumber() || character.isMark();
    }
}

/// Whether a word may begin or end between these two.
bool isBoundary(QChar before, QChar after) {
    return !isOfWord(before) || !isOfWord(after);
}

bool isWordIn(const QString& word, const QString& said) {
    for (qsizetype at = said.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = said.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + word.size();
        if ((at == 0 || isBoundary(said[at - 1], said[at])) &&
            (end >= said.size() || isBoundary(said[end - 1], said[end])))
            return true;
    }
    return false;
}

} // namespace

Keywords Keywords::fromText(const QString& text) {
    static const QRegularExpression between(QStringLiteral("[,;\\n]"));
    Keywords found;
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const QString word = part.simplified().left(longestWord);
        if (!word.isEmpty() && found.m_words.size() < most && !found.m_words.contains(word, Qt::CaseInsensitive))
            found.m_words.append(word);
    }
    return found;
}

bool Keywords::areIn(const QString& said) const {
    return std::any_of(m_words.begin(), m_words.end(), [&](const QString& word) { return isWordIn(word, said); });
}

} // namespace confab::models
