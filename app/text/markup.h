// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/document.h"

#include <QSet>

#include <span>

/// The native text of a message: the few tags of Qt's rich text that this writes, and nothing else. Foreign text stands
/// only between tags, with & < > " ' escaped; an attribute holds numbers and words of this file alone. So no text can
/// bring a picture, a style, or an address that Qt would fetch. Pure functions, any thread.
namespace confab::text {

/// The look of what is not plain: colours as 0xRRGGBB.
struct Palette {
    quint32 link = 0;
    quint32 mentionInk = 0, mentionGround = 0; ///< of others
    quint32 readerInk = 0, readerGround = 0;   ///< of the reader
    quint32 codeGround = 0;
    quint32 spoilerGround = 0;  ///< over what is hidden
    quint32 revealedGround = 0; ///< under what was hidden
    QString codeFamily;         ///< the name of a font; other characters than those of names are left out
    double codeSize = 12.5;     ///< pixels
};

/// Foreign text as it stands between tags, for one of Qt's two readers; styled text knows no entities with numbers, so
/// an apostrophe is none there. Left out is what would turn the direction of what follows, and what stands for objects.
enum class Reader : quint8 { RichText, StyledText };
QString escaped(const QString& text, Reader reader);

/// Consecutive blocks that one text item shows, or one block of code, or a rule.
struct Piece {
    Block::Kind kind = Block::Kind::Paragraph;
    int quotes = 0;
    int indent = 0;                 ///< of Code and Rule; the markup of text indents by itself
    qsizetype first = 0, count = 0; ///< blocks of the document
    friend bool operator==(const Piece&, const Piece&) = default;
};
QList<Piece> piecesOf(const Document& document);

/// The rich text of these blocks, none of which is code. A link is <a href="link:N"> with its place in
/// Document::links, a spoiler <a href="spoiler:N">; spoilers that are not in `revealed` stand as spaces of about their
/// width, so their text can be neither seen, nor selected, nor read aloud.
QString markup(std::span<const Block> blocks, const Palette& palette, const QSet<int>& revealed = {});

/// Pixels by which each level of a list is indented, and the distance of tab stops that its markers need.
inline constexpr int listIndent = 24;
/// Pixels between paragraphs.
inline constexpr int paragraphGap = 8;

} // namespace confab::text
