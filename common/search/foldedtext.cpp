// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/search/foldedtext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace confab {

namespace {

constexpr char32_t firstBeyondAscii = 0x80;

/// First and last characters.
using Range = std::pair<char32_t, char32_t>;
/// Accents, as letters of Latin, Greek and Cyrillic have them: the blocks of combining diacritical marks. Marks of
/// other scripts make other letters.
constexpr std::array accents{Range{0x0300, 0x036F}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF},
                             Range{0xFE20, 0xFE2F}};
/// Soft hyphens, joiners, direction marks and selectors of a glyph, which nobody types; and noncharacters.
constexpr std::array invisible{Range{0x00AD, 0x00AD}, Range{0x061C, 0x061C}, Range{0x200B, 0x200F},
                               Range{0x202A, 0x202E}, Range{0x2060, 0x206F}, Range{0xFE00, 0xFE0F},
                               Range{0xFEFF, 0xFEFF}, Range{0xFFFE, 0xFFFF}, Range{0xE0100, 0xE01EF}};

/// Letters that differ from another by more than an accent, but are typed as it where keyboards lack them.
constexpr std::array<std::pair<char16_t, const char16_t*>, 9> plainLetters{{{u'ß', u"ss"},
                                                                            {u'æ', u"ae"},
                                                                            {u'œ', u"oe"},
                                                                            {u'ø', u"o"},
                                                                            {u'đ', u"d"},
                                                                            {u'ð', u"d"},
                                                                            {u'ħ', u"h"},
                                                                            {u'ł', u"l"},
                                                                            {u'ı', u"i"}}};

template <size_t N>
bool isIn(char32_t c, const std::array<Range, N>& ranges) {
    return std::ranges::any_of(ranges, [c](const Range& range) { return c >= range.first && c <= range.second; });
}

bool isHangulSyllable(char32_t c) {
    return c >= 0xAC00 && c <= 0xD7A3;
}

std::vector<char32_t> pointsOf(const QString& text) {
    const auto points = text.toUcs4();
    return {points.cbegin(), points.cend()};
}

void appendFolded(char32_t c, QString& to, int depth);

/// Without a decomposition.
void appendLetter(char32_t c, QString& to) {
    const char32_t folded = QChar::toCaseFolded(c);
    for (const auto& [letter, plain] : plainLetters) {
        if (folded == letter) {
            to += QStringView(plain);
            return;
        }
    }
    to += QStringView(QChar::fromUcs4(folded));
}

/// Decompositions of Unicode are some steps deep.
constexpr int deepest = 8;

void appendFolded(char32_t c, QString& to, int depth) {
    if (isIn(c, accents) || isIn(c, invisible))
        return;
    if (QChar::isSpace(c)) {
        to += u' ';
        return;
    }
    const QChar::Decomposition tag = QChar::decompositionTag(c);
    if (tag == QChar::NoDecomposition || isHangulSyllable(c) || depth == deepest)
        return appendLetter(c, to);
    const std::vector<char32_t> parts = pointsOf(QChar::decomposition(c));
    const bool isAccented = std::all_of(parts.begin() + 1, parts.end(), [](char32_t p) { return isIn(p, accents); });
    if (tag == QChar::Canonical && !isAccented)
        return appendLetter(c, to);
    for (const char32_t part : parts)
        appendFolded(part, to, depth + 1);
}

/// Calls `take(QChar, qsizetype from)` for each unit of the folded text.
template <class Take>
void fold(const QString& text, const Take& take) {
    bool afterSpace = false;
    const auto one = [&](QChar c, qsizetype from) {
        const bool isSpace = c == u' ';
        if (!isSpace || !afterSpace)
            take(c, from);
        afterSpace = isSpace;
    };
    QString parts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c < firstBeyondAscii) {
            one(c >= u'A' && c <= u'Z' ? QChar(c + (u'a' - u'A')) : text[i].isSpace() ? QChar(u' ') : text[i], i);
            continue;
        }
        const qsizetype from = i;
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t point = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : c;
        i += isPair ? 1 : 0;
        parts.clear();
        appendFolded(point, parts, 0);
        for (const QChar part : std::as_const(parts))
            one(part, from);
    }
}

} // namespace

QString foldedText(const QString& text) {
    QString folded;
    folded.reserve(text.size());
    fold(text, [&folded](QChar c, qsizetype) { folded += c; });
    return folded;
}

FoldedText foldedWithPlaces(const QString& text) {
    FoldedText folded;
    folded.text.reserve(text.size());
    folded.from.reserve(size_t(text.size()) + 1);
    fold(text, [&folded](QChar c, qsizetype from) {
        folded.text += c;
        folded.from.push_back(from);
    });
    folded.from.push_back(text.size());
    return folded;
}

QStringList foldedTerms(const QStringList& words) {
    QStringList terms;
    for (const QString& word : words) {
        const QString term = foldedText(word).trimmed();
        if (!term.isEmpty() && !terms.contains(term))
            terms.append(term);
    }
    return terms;
}

} // namespace confab
