// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/visibletext.h"

#include <algorithm>

namespace confab {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Default_Ignorable_Code_Point of Unicode 15 (DerivedCoreProperties.txt), which Qt has no function for, and characters
/// that format others or have a blank glyph.
constexpr Range invisible[]{
    {0x00AD, 0x00AD},   // soft hyphen
    {0x034F, 0x034F},   // combining grapheme joiner
    {0x061C, 0x061C},   // Arabic letter mark
    {0x115F, 0x1160},   // Hangul fillers
    {0x17B4, 0x17B5},   // Khmer inherent vowels
    {0x180B, 0x180F},   // Mongolian variation selectors and vowel separator
    {0x200B, 0x200F},   // zero width space to right-to-left mark
    {0x202A, 0x202E},   // bidirectional embeddings and overrides
    {0x2060, 0x206F},   // word joiner, invisible operators, bidirectional isolates
    {0x2800, 0x2800},   // Braille pattern blank
    {0x3164, 0x3164},   // Hangul filler
    {0xFE00, 0xFE0F},   // variation selectors
    {0xFEFF, 0xFEFF},   // zero width no-break space
    {0xFFA0, 0xFFA0},   // halfwidth Hangul filler
    {0xFFF0, 0xFFFB},   // interlinear annotation and reserved ones
    {0x13430, 0x1343F}, // Egyptian hieroglyph format controls
    {0x1BCA0, 0x1BCA3}, // shorthand format controls
    {0x1D159, 0x1D159}, // musical symbol null notehead
    {0x1D173, 0x1D17A}, // musical symbol format controls
    {0xE0000, 0xE0FFF}, // tags, variation selectors supplement and reserved ones
};

bool isVisible(char32_t c) {
    if (c > ' ' && c < 0x7F)
        return true;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Other_Control || category == QChar::Other_Surrogate || QChar::isSpace(c))
        return false;
    const Range* const range = std::ranges::lower_bound(invisible, c, {}, &Range::last);
    return range == std::end(invisible) || c < range->first;
}

/// Takes one character off the text's beginning.
char32_t takeCharacter(QStringView& text) {
    const QChar c = text.front();
    const bool isPair = c.isHighSurrogate() && text.size() > 1 && text[1].isLowSurrogate();
    const char32_t character = isPair ? QChar::surrogateToUcs4(c, text[1]) : char32_t(c.unicode());
    text = text.sliced(isPair ? 2 : 1);
    return character;
}

} // namespace

bool hasVisibleCharacter(QStringView text) {
    while (!text.isEmpty()) {
        if (isVisible(takeCharacter(text)))
            return true;
    }
    return false;
}

bool isAllVisible(QStringView text) {
    while (!text.isEmpty()) {
        if (!isVisible(takeCharacter(text)))
            return false;
    }
    return true;
}

} // namespace confab
