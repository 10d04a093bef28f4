// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/searchsnippet.h"

#include "app/text/markdown.h"
#include "app/text/markup.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace confab::models {

namespace {

/// Which units of the body are hits. Ranges come from elsewhere: each is checked.
std::vector<bool> hitsIn(const QString& body, const QList<QList<int>>& ranges) {
    std::vector<bool> hits(size_t(body.size()));
    for (const QList<int>& range : ranges) {
        if (range.size() != 2 || range[0] < 0 || range[1] <= 0 || range[1] > body.size() - range[0])
            continue;
        std::fill_n(hits.begin() + range[0], range[1], true);
    }
    return hits;
}

/// Where the part begins that is shown: at a word, not within a character.
qsizetype beginOf(const QString& body, qsizetype firstHit) {
    qsizetype begin = firstHit - contextUnits;
    if (begin <= 0)
        return 0;
    for (qsizetype at = begin; at < firstHit; ++at) {
        if (body[at].isSpace())
            return at + 1;
    }
    if (body[begin].isLowSurrogate())
        ++begin;
    return begin;
}

/// Collects units; runs of white space are one space, line breaks too.
/// Thread: any. Owned by: searchSnippet().
class Pieces {
public:
    void add(QChar unit, bool isHit) {
        if (unit.isSpace()) {
            m_hasSpace = !m_pieces.isEmpty();
            return;
        }
        if (std::exchange(m_hasSpace, false))
            put(u' ', isHit && m_pieces.last().isHit);
        put(unit, isHit);
    }
    void put(QChar unit, bool isHit) {
        if (m_pieces.isEmpty() || m_pieces.last().isHit != isHit)
            m_pieces.append({QString(), isHit});
        m_pieces.last().text += unit;
    }
    QList<SnippetPiece> taken() { return std::move(m_pieces); }

private:
    QList<SnippetPiece> m_pieces;
    bool m_hasSpace = false;
};

QString escaped(const QString& text) {
    return text::escaped(text, text::Reader::StyledText);
}

} // namespace

QList<SnippetPiece> searchSnippet(const QString& body, const QList<QList<int>>& ranges) {
    const std::vector<bool> hits = hitsIn(body, ranges);
    const qsizetype firstHit = std::find(hits.begin(), hits.end(), true) - hits.begin();
    const qsizetype begin = firstHit == body.size() ? 0 : beginOf(body, firstHit);
    qsizetype end = std::min(body.size(), begin + snippetUnits);
    if (end < body.size() && body[end].isLowSurrogate())
        --end;
    Pieces pieces;
    if (begin > 0)
        pieces.put(u'…', false);
    for (qsizetype at = begin; at < end; ++at)
        pieces.add(body[at], hits[size_t(at)]);
    if (end < body.size())
        pieces.put(u'…', false);
    return pieces.taken();
}

QList<SnippetPiece> hitSnippet(const SearchHit& hit) {
    const QString& body = hit.message.body;
    if (!text::mayBeFormatted(body, false))
        return searchSnippet(body, hit.ranges);
    const std::vector<bool> hits = hitsIn(body, hit.ranges);
    QStringList terms; // what was found, as it is written
    for (size_t at = 0; at < hits.size(); ++at) {
        const size_t begin = at;
        while (at < hits.size() && hits[at])
            ++at;
        const QString term = foldedText(body.mid(qsizetype(begin), qsizetype(at - begin))).trimmed();
        if (!term.isEmpty() && !terms.contains(term))
            terms.append(term);
    }
    const QString shown = text::plainText(body);
    return searchSnippet(shown, matchedRanges(terms, shown, limits::rangesPerHit));
}

QString snippetMarkup(const QList<SnippetPiece>& snippet, const QColor& hit) {
    QString markup;
    for (const SnippetPiece& piece : snippet) {
        markup += piece.isHit ? QString(u"<b><font color=\"" % hit.name(QColor::HexRgb) % u"\">" % escaped(piece.text) %
                                        u"</font></b>")
                              : escaped(piece.text);
    }
    return markup;
}

QString snippetText(const QList<SnippetPiece>& snippet) {
    QString text;
    for (const SnippetPiece& piece : snippet)
        text += piece.text;
    return text;
}

} // namespace confab::models
