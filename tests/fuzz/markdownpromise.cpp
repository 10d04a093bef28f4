// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/markdownpromise.h"

#include "app/text/limits.h"
#include "app/text/links.h"
#include "app/text/markdown.h"
#include "app/text/markup.h"
#include "app/text/typedmarks.h"
#include "tests/app/text/markupcheck.h"
#include "tests/fuzz/fuzzedtext.h"

#include <algorithm>
#include <array>

namespace confab {

namespace {

using namespace text;

const char* brokenByDocument(const Document& document) {
    if (document.blocks.isEmpty() || document.blocks.size() > limits::blocks + 1)
        return "nothing is shown, or too much";
    for (const Block& block : document.blocks) {
        if (block.quotes + block.indent > limits::nesting || block.language.size() > limits::languageChars)
            return "a block is nested deeper than its bound";
        for (const Span& span : block.spans) {
            const bool isAll = document.isPlain(); // of a message without words, the one span is empty
            if (span.link >= document.links.size() || span.spoiler >= document.spoilers ||
                (span.text.isEmpty() && !isAll))
                return block.kind == Block::Kind::Code ? nullptr : "a span names what is not there";
        }
    }
    for (const Link& link : document.links) {
        if (!isOpenable(link.target) || destination(link.target).isEmpty())
            return "a link leads where none may lead";
    }
    return nullptr;
}

const char* brokenByMarkup(const Document& document) {
    QSet<int> all;
    for (int i = 0; i < document.spoilers; ++i)
        all.insert(i);
    const QString revealed = markup(document.blocks, {}, all);
    const QString hidden = markup(document.blocks, {}, {});
    if (!test::wrongInMarkup(revealed).isEmpty() || !test::wrongInMarkup(hidden).isEmpty())
        return "a tag, an attribute or a character is not ours";
    qsizetype letters = 0;
    for (const Block& block : document.blocks) {
        for (const Span& span : block.spans) {
            if (span.spoiler < 0 && span.link < 0)
                letters += std::count_if(span.text.begin(), span.text.end(), [](QChar c) { return c.isLetter(); });
        }
    }
    const QString shown = test::textOfMarkup(hidden);
    const auto seen = std::count_if(shown.begin(), shown.end(), [](QChar c) { return c.isLetter(); });
    if (document.links.isEmpty() && seen != letters)
        return "a spoiler shows, or a text does not";
    return nullptr;
}

const char* brokenByPieces(const Document& document) {
    qsizetype next = 0;
    for (const Piece& piece : piecesOf(document)) {
        if (piece.first != next || piece.count < 1)
            return "a block is in no piece, or in two";
        next += piece.count;
    }
    return next == document.blocks.size() ? nullptr : "a block is in no piece";
}

const char* brokenByTyping(const QString& body) {
    int fence = 0;
    for (const QStringView line : QStringView(body).split(u'\n')) {
        const TypedLine typed = typedLine(line, fence);
        if (typed.looks.size() != line.size())
            return "a typed line has more looks than characters";
        fence = typed.fence;
    }
    return nullptr;
}

} // namespace

const char* brokenMarkdownPromise(const QByteArray& bytes) {
    const QString body = fuzzedText(bytes);
    const std::array<Mention, 3> mentions{{{QStringLiteral("a"), UserId{1}, false},
                                           {QStringLiteral("Ana B"), UserId{2}, true},
                                           {QStringLiteral("*_<"), {}, true}}};
    for (const std::span<const Mention> some : {std::span<const Mention>(), std::span<const Mention>(mentions)}) {
        const Document document = parse(body, some);
        const char* broken = brokenByDocument(document);
        broken = broken ? broken : brokenByMarkup(document);
        broken = broken ? broken : brokenByPieces(document);
        if (broken)
            return broken;
    }
    if (!mayBeFormatted(body, false) && !parse(body).isPlain())
        return "the quick look misses a format";
    if (plainText(body).contains(u'\n'))
        return "a preview has two lines";
    return brokenByTyping(body);
}

} // namespace confab
