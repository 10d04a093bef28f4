// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/typedmarks.h"

#include "app/text/links.h"

#include <algorithm>
#include <array>

namespace confab::text {

namespace {

qsizetype runAt(QStringView line, qsizetype at) {
    const QChar c = line[at];
    const auto end = std::find_if(line.begin() + at, line.end(), [c](QChar other) { return other != c; });
    return end - line.begin() - at;
}

/// A fence as a number: its length, negative for tildes; 0: none begins here.
int fenceOf(QStringView text) {
    if (text.isEmpty() || (text[0] != u'`' && text[0] != u'~'))
        return 0;
    const int length = int(runAt(text, 0));
    if (length < 3 || (text[0] == u'`' && text.sliced(length).contains(u'`')))
        return 0;
    return text[0] == u'`' ? length : -length;
}

bool closes(QStringView text, int fence) {
    const int other = fenceOf(text);
    return other != 0 && (other > 0) == (fence > 0) && std::abs(other) >= std::abs(fence) &&
           std::abs(other) == text.size();
}

/// Walks over a line once. An opener is remembered for each kind of mark; its closer colours what is between.
class Inline {
public:
    Inline(QStringView line, QList<TypedLook>& looks) : m_line(line), m_looks(looks) { m_open.fill(-1); }

    void walk(qsizetype from) {
        for (qsizetype at = from; at < m_line.size();)
            at += step(at);
    }

private:
    enum Kind { Star, DoubleStar, TripleStar, Bar, DoubleBar, TripleBar, Tilde, Pipe, Kinds };

    void add(qsizetype from, qsizetype to, TypedLook look) {
        for (qsizetype i = from; i < to; ++i)
            m_looks[i] |= look;
    }

    qsizetype step(qsizetype at) {
        const QChar c = m_line[at];
        if (c == u'\\') {
            if (at + 1 < m_line.size() && m_line[at + 1].isPunct())
                add(at, at + 1, Typed::Mark);
            return 2;
        }
        if (c == u'`')
            return code(at);
        if (c == u'[')
            return link(at);
        if (const qsizetype size = beginsAddress(m_line, at) ? addressAt(m_line, at) : 0) {
            add(at, at + size, Typed::Link);
            return size;
        }
        if (c == u'*' || c == u'_') {
            const qsizetype run = runAt(m_line, at);
            const bool inWord = c == u'_' && isWord(at - 1) && isWord(at + run);
            if (run <= 3 && !inWord)
                delimiter(Kind(int(run) - 1 + (c == u'_' ? Bar : Star)), at, run);
            return run;
        }
        if (c == u'~' || c == u'|') {
            const qsizetype run = runAt(m_line, at);
            if (run == 2)
                delimiter(c == u'~' ? Tilde : Pipe, at, run);
            return run;
        }
        return 1;
    }

    bool isWord(qsizetype at) const { return at >= 0 && at < m_line.size() && m_line[at].isLetterOrNumber(); }
    bool isSpace(qsizetype at) const { return at < 0 || at >= m_line.size() || m_line[at].isSpace(); }

    static TypedLook lookOf(Kind kind) {
        switch (kind) {
        case Star:
        case Bar:
            return Typed::Italic;
        case DoubleStar:
        case DoubleBar:
            return Typed::Bold;
        case TripleStar:
        case TripleBar:
            return Typed::Bold | Typed::Italic;
        case Tilde:
            return Typed::Strike;
        default:
            return Typed::Spoiler;
        }
    }

    void delimiter(Kind kind, qsizetype at, qsizetype size) {
        qsizetype& open = m_open[kind];
        if (open >= 0 && !isSpace(at - 1) && at > open + size) {
            add(open, open + size, Typed::Mark);
            add(at, at + size, Typed::Mark);
            add(open + size, at, lookOf(kind));
            open = -1;
        } else if (!isSpace(at + size)) {
            open = at;
        }
    }

    qsizetype code(qsizetype at) {
        const qsizetype run = runAt(m_line, at);
        for (qsizetype end = m_line.indexOf(u'`', at + run); end >= 0 && !m_noCode.contains(run);) {
            const qsizetype other = runAt(m_line, end);
            if (other == run) {
                add(at, at + run, Typed::Mark);
                add(end, end + run, Typed::Mark);
                add(at, end + run, Typed::Code);
                return end + run - at;
            }
            end = m_line.indexOf(u'`', end + other);
        }
        m_noCode.append(run); // no second search for this length
        return run;
    }

    qsizetype link(qsizetype at) {
        constexpr qsizetype longest = 512; // a text with its address; so a line of "[" costs no more than a few
        const QStringView rest = m_line.sliced(at).first(std::min(longest, m_line.size() - at));
        const qsizetype middle = rest.indexOf(u"](");
        const qsizetype end = middle < 0 ? -1 : rest.indexOf(u')', middle);
        if (end < 0 || rest.first(middle).lastIndexOf(u'[') > 0 ||
            !isOpenable(rest.sliced(middle + 2, end - middle - 2).toString()))
            return 1;
        add(at, at + 1, Typed::Mark);
        add(at + 1, at + middle, Typed::Link);
        add(at + middle, at + end + 1, Typed::Mark);
        return end + 1;
    }

    QStringView m_line;
    QList<TypedLook>& m_looks;
    std::array<qsizetype, Kinds> m_open;
    QList<qsizetype> m_noCode;
};

} // namespace

TypedLine typedLine(QStringView line, int fence) {
    TypedLine typed{QList<TypedLook>(line.size()), fence};
    const QStringView text = line.trimmed();
    const int begins = fence == 0 ? fenceOf(text) : 0;
    if (fence != 0 || begins != 0) {
        const bool ends = fence != 0 && closes(text, fence);
        typed.looks.fill(begins != 0 || ends ? Typed::Mark | Typed::Code : TypedLook(Typed::Code));
        typed.fence = ends ? 0 : begins != 0 ? begins : fence;
        return typed;
    }
    qsizetype from = 0;
    while (from < line.size() && (line[from] == u'>' || line[from] == u' '))
        ++from;
    if (text.startsWith(u'>')) {
        typed.looks.fill(Typed::Quote);
        for (qsizetype i = 0; i < from; ++i)
            typed.looks[i] |= Typed::Mark;
    }
    const qsizetype signs = from < line.size() && line[from] == u'#' ? runAt(line, from) : 0;
    if (signs > 0 && signs <= 6 && from + signs < line.size() && line[from + signs] == u' ') {
        for (qsizetype i = from; i < line.size(); ++i)
            typed.looks[i] |= i < from + signs ? Typed::Mark : Typed::Bold;
    }
    Inline(line, typed.looks).walk(from);
    return typed;
}

} // namespace confab::text
