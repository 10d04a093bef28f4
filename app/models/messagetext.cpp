// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messagetext.h"

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

struct Range {
    char32_t first, last;
};

// Characters below U+10000 with emoji presentation by default: Emoji_Presentation of Unicode 15.
constexpr std::array<Range, 39> lowEmoji{
    {{0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
     {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
     {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},
     {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
     {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
     {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
     {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
     {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F201, 0x1F201}, {0x1F21A, 0x1F21A}}};

bool isEmoji(char32_t c) {
    const bool low = std::any_of(lowEmoji.begin(), lowEmoji.end(),
                                 [c](const Range& range) { return c >= range.first && c <= range.last; });
    return low || (c >= 0x1F300 && c <= 0x1FAFF);
}

bool isFlagLetter(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

constexpr char32_t joiner = 0x200D, asEmoji = 0xFE0F, keycap = 0x20E3;

// The parts of an emoji sequence: variation selector, skin tone, the letters of a region's flag.
bool isModifier(char32_t c) {
    return c == asEmoji || c == keycap || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}

/// The end of the emoji that begins at `at`; `at` when none does.
qsizetype afterEmoji(const QList<uint>& text, qsizetype at) {
    const auto is = [&text](qsizetype place, char32_t c) { return place < text.size() && text[place] == c; };
    qsizetype end = at;
    if (isFlagLetter(text[at]))
        return at + 1 < text.size() && isFlagLetter(text[at + 1]) ? at + 2 : at;
    const bool digit = (text[at] >= '0' && text[at] <= '9') || text[at] == '#' || text[at] == '*';
    if (digit)
        return is(at + 1, asEmoji) && is(at + 2, keycap) ? at + 3 : is(at + 1, keycap) ? at + 2 : at;
    if (!isEmoji(text[at]) && !(text[at] >= 0xA9 && is(at + 1, asEmoji)))
        return at;
    ++end;
    while (end < text.size() && isModifier(text[end]))
        ++end;
    if (is(end, joiner) && end + 1 < text.size())
        return std::max(afterEmoji(text, end + 1), end);
    return end;
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
    const QList<uint> points = text.toUcs4();
    int count = 0;
    for (qsizetype at = 0; at < points.size();) {
        if (points[at] == ' ' || points[at] == '\n') {
            ++at;
            continue;
        }
        const qsizetype end = afterEmoji(points, at);
        if (end == at || ++count > emojiMost)
            return false;
        at = end;
    }
    return count > 0;
}

} // namespace confab::models
