// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/spans.h"

#include "app/text/links.h"

namespace confab::text {

namespace {

/// Where a "||" stands.
struct Bar {
    qsizetype span, at;
};

QChar before(const QList<Span>& spans, Bar bar) {
    if (bar.at > 0)
        return spans[bar.span].text[bar.at - 1];
    return bar.span > 0 ? spans[bar.span - 1].text.back() : QChar(u' ');
}

QChar after(const QList<Span>& spans, Bar bar) {
    if (bar.at + 2 < spans[bar.span].text.size())
        return spans[bar.span].text[bar.at + 2];
    return bar.span + 1 < spans.size() ? spans[bar.span + 1].text.front() : QChar(u' ');
}

/// Bars in pairs: what opens a spoiler, what closes it.
QList<Bar> pairsOf(const QList<Span>& spans) {
    QList<Bar> pairs;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (spans[i].styles.testFlag(Style::Code))
            continue;
        for (qsizetype at = spans[i].text.indexOf(u"||"); at >= 0; at = spans[i].text.indexOf(u"||", at + 2)) {
            const Bar bar{i, at};
            const bool opens = pairs.size() % 2 == 0;
            if (opens ? after(spans, bar).isSpace() || after(spans, bar) == u'|' : before(spans, bar).isSpace())
                continue;
            const bool empty = !opens && pairs.back().span == i && pairs.back().at + 2 == at;
            if (!empty)
                pairs.append(bar);
        }
    }
    if (pairs.size() % 2 == 1)
        pairs.removeLast();
    return pairs;
}

} // namespace

void findSpoilers(QList<Span>& spans, Document& document) {
    const QList<Bar> pairs = pairsOf(spans);
    if (pairs.isEmpty())
        return;
    QList<Span> split;
    qsizetype next = 0; // of pairs
    int spoiler = -1;
    const auto add = [&](const Span& span, qsizetype from, qsizetype to) {
        if (to <= from)
            return;
        split.append(span);
        split.back().text = span.text.sliced(from, to - from);
        split.back().spoiler = spoiler;
    };
    for (qsizetype i = 0; i < spans.size(); ++i) {
        qsizetype from = 0;
        for (; next < pairs.size() && pairs[next].span == i; ++next) {
            add(spans[i], from, pairs[next].at);
            spoiler = next % 2 == 0 ? document.spoilers++ : -1;
            from = pairs[next].at + 2;
        }
        add(spans[i], from, spans[i].text.size());
    }
    spans = split;
}

void putBack(QList<Span>& spans, Document& document, const SourceText& source, std::span<const Mention> mentions) {
    QList<Span> whole;
    const auto add = [&whole](Span span) {
        if (span.text.isEmpty())
            return;
        Span like = span;
        if (!whole.isEmpty())
            like.text = whole.back().text;
        if (!whole.isEmpty() && whole.back() == like && span.names == Span::Names::Nobody)
            whole.back().text += span.text;
        else
            whole.append(std::move(span));
    };
    for (const Span& span : std::as_const(spans)) {
        const bool literal = span.styles.testFlag(Style::Code) || span.link >= 0;
        for (const SourceText::Part& part : source.parts(span.text)) {
            Span piece = span;
            piece.text = part.text;
            const SourceText::Held* held = part.held < 0 ? nullptr : &source.held()[part.held];
            if (held && span.styles.testFlag(Style::Code))
                piece.text = held->written;
            if (held && !literal && held->mention >= 0) {
                const Mention& mention = mentions[size_t(held->mention)];
                piece.mention = mention.id;
                piece.names = mention.reader ? Span::Names::Reader : Span::Names::Somebody;
            } else if (held && !literal) {
                piece.link = int(document.links.size());
                const QString target = targetOf(held->shown);
                document.links.append({target, isNamedLink(targetOf(held->shown), target)});
            }
            add(piece);
        }
    }
    spans = whole;
}

} // namespace confab::text
