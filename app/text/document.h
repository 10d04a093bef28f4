// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QList>
#include <QString>

/// A message's text, parsed: values without behaviour. All texts in it are foreign and may hold any character.
namespace confab::text {

enum class Style : quint8 { Bold = 1, Italic = 2, Strike = 4, Code = 8 };
Q_DECLARE_FLAGS(Styles, Style)
Q_DECLARE_OPERATORS_FOR_FLAGS(Styles)

/// A run of text that looks the same; "\n" breaks the line.
struct Span {
    QString text;
    Styles styles = {};
    int link = -1;       ///< place in Document::links; -1: none
    int spoiler = -1;    ///< number of the spoiler; spans of one number are shown together
    UserId mention = {}; ///< whom the text names; none: nobody, or a group such as @here
    enum class Names : quint8 { Nobody, Somebody, Reader } names = Names::Nobody;

    friend bool operator==(const Span&, const Span&) = default;
};

struct Block {
    enum class Kind : quint8 { Paragraph, Heading, Code, Rule };
    Kind kind = Kind::Paragraph;
    int quotes = 0;     ///< how many quotes it stands in
    int indent = 0;     ///< how many lists it stands in
    QString marker;     ///< "•" or "3." where an item begins; empty: none begins
    QString language;   ///< of Code; letters, digits, "+", "#", "-", "." and "_" only; may be empty
    QList<Span> spans;  ///< Code: one without styles, or none
    bool spaced = true; ///< begins a paragraph's distance below the block above; false: the next line
    friend bool operator==(const Block&, const Block&) = default;
};

struct Link {
    QString target;     ///< http, https or mailto: isOpenable()
    bool named = false; ///< its text is not its target
    friend bool operator==(const Link&, const Link&) = default;
};

struct Document {
    QList<Block> blocks;
    QList<Link> links;
    int spoilers = 0;

    /// Nothing but one paragraph of unstyled text: it shows as it was written.
    bool isPlain() const {
        if (blocks.size() != 1 || !links.isEmpty())
            return false;
        const Block& block = blocks.front();
        return block.kind == Block::Kind::Paragraph && block.quotes == 0 && block.indent == 0 &&
               block.spans.size() == 1 && block.spans.front() == Span{block.spans.front().text};
    }
};

} // namespace confab::text
