// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/sourcetext.h"

#include "app/text/limits.h"
#include "app/text/links.h"

#include <algorithm>

namespace confab::text {

namespace {

bool isUnassigned(QChar c) {
    return c >= QChar(0xFDD0) && c <= QChar(0xFDEF);
}

/// A body without the characters that have a meaning in SourceText or in QTextDocument.
QString cleaned(QString body) {
    for (QChar& c : body) {
        if (isUnassigned(c) || c.isNull() || c == QChar::ObjectReplacementCharacter)
            c = QChar::ReplacementCharacter;
        else if (c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u'\n';
    }
    return body;
}

/// The state of the lines above one: whether it stands in a code block, or may be swallowed by a quote or a list.
class Lines {
public:
    /// Whether a blank line belongs above this one: for CommonMark a line after a quote or an item continues it, for
    /// people a line at the margin is outside.
    bool endsContainer(QStringView line) {
        const QStringView text = line.trimmed();
        if (!m_fence.isEmpty()) {
            if (text.startsWith(m_fence) && text.count(m_fence[0]) == text.size())
                m_fence = {};
            return false;
        }
        if (const QStringView fence = fenceOf(text); !fence.isEmpty() && !line.startsWith(u"    "))
            m_fence = fence;
        const bool atMargin = !text.isEmpty() && line.front() == text.front();
        const bool begins = text.startsWith(u'>') || isItem(text);
        const bool ends = m_inContainer && atMargin && !begins;
        m_inContainer = begins || (m_inContainer && !atMargin && !text.isEmpty());
        return ends;
    }

    bool isInCode() const { return !m_fence.isEmpty(); }

private:
    static QStringView fenceOf(QStringView text) {
        if (text.isEmpty() || (text.front() != u'`' && text.front() != u'~'))
            return {};
        const auto end = std::find_if(text.begin(), text.end(), [&](QChar c) { return c != text.front(); });
        const QStringView fence = text.first(end - text.begin());
        const bool inlined = text.front() == u'`' && text.sliced(fence.size()).contains(u'`');
        return fence.size() < 3 || inlined ? QStringView() : fence;
    }
    static bool isItem(QStringView text) {
        qsizetype mark = 0;
        while (mark < text.size() && mark < 9 && text[mark] >= u'0' && text[mark] <= u'9')
            ++mark;
        const bool bullet = mark == 0 && !text.isEmpty() && QStringView(u"-+*").contains(text[0]);
        const bool number = mark > 0 && mark < text.size() && (text[mark] == u'.' || text[mark] == u')');
        return (bullet || number) && (mark + 1 == text.size() || text[mark + 1] == u' ');
    }

    QStringView m_fence;
    bool m_inContainer = false;
};

QString withLinesApart(const QString& body) {
    QString text;
    text.reserve(body.size() + 16);
    Lines lines;
    for (qsizetype begin = 0; begin <= body.size();) {
        const qsizetype found = body.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? body.size() : found;
        const QStringView line = QStringView(body).sliced(begin, end - begin);
        if (lines.endsContainer(line))
            text += u'\n';
        text += lines.isInCode() ? line.toString().replace(u'\t', SourceText::codeTab) : line.toString();
        if (found >= 0)
            text += u'\n';
        begin = end + 1;
    }
    return text;
}

/// The longest of the mentions whose name stands at `at`; -1: none.
int mentionAt(const QString& body, qsizetype at, std::span<const Mention> mentions) {
    int best = -1;
    for (size_t i = 0; i < mentions.size(); ++i) {
        const QString& name = mentions[i].name;
        const qsizetype end = at + name.size();
        if (name.isEmpty() || (best >= 0 && name.size() <= mentions[size_t(best)].name.size()) || end > body.size())
            continue;
        const bool wordEnds = end == body.size() || !body[end].isLetterOrNumber();
        if (wordEnds && QStringView(body).sliced(at, name.size()).compare(name, Qt::CaseInsensitive) == 0)
            best = int(i);
    }
    return best;
}

} // namespace

SourceText::SourceText(const QString& body, std::span<const Mention> mentions) {
    hold(withLinesApart(cleaned(body)), mentions);
}

qsizetype SourceText::holdAddress(const QString& body, qsizetype at, QString& text) {
    const qsizetype inner = body[at] == u'<' ? at + 1 : at;
    if (inner == body.size() || !beginsAddress(body, inner) || m_refused > limits::addressesRefused)
        return 0;
    const qsizetype size = addressAt(body, inner);
    const qsizetype end = inner + size;
    const bool closed = inner == at || (end < body.size() && body[end] == u'>');
    if (size == 0 || !closed) {
        ++m_refused;
        return 0;
    }
    const qsizetype written = end + (inner > at ? 1 : 0) - at;
    text += heldBegins % QString::number(m_held.size()) % heldEnds;
    m_held.append({body.sliced(at, written), body.sliced(inner, size), -1});
    return written;
}

void SourceText::hold(const QString& body, std::span<const Mention> mentions) {
    QString text;
    text.reserve(body.size() + 64);
    int signs = 0;
    for (qsizetype at = 0; at < body.size();) {
        const QChar c = body[at];
        if (QStringView(u"hHmMcCwW<").contains(c)) {
            if (const qsizetype size = holdAddress(body, at, text)) {
                at += size;
                continue;
            }
        }
        const bool word = at > 0 && body[at - 1].isLetterOrNumber();
        if (c == u'@' && !word && !mentions.empty() && ++signs <= limits::mentionsLookedUp) {
            if (const int mention = mentionAt(body, at + 1, mentions); mention >= 0) {
                const QString written = body.sliced(at, mentions[size_t(mention)].name.size() + 1);
                text += heldBegins % QString::number(m_held.size()) % heldEnds;
                m_held.append({written, written, mention});
                at += written.size();
                continue;
            }
        }
        text += c;
        if (c == u']' && at + 1 < body.size() && body[at + 1] == u':')
            text += pause;
        ++at;
    }
    m_utf8 = text.toUtf8();
}

QList<SourceText::Part> SourceText::parts(const QString& parsed) const {
    QList<Part> parts;
    for (qsizetype from = 0; from < parsed.size();) {
        const qsizetype begin = parsed.indexOf(heldBegins, from);
        const qsizetype end = begin < 0 ? -1 : parsed.indexOf(heldEnds, begin);
        if (end < 0) {
            parts.append({parsed.sliced(from), -1});
            break;
        }
        if (begin > from)
            parts.append({parsed.sliced(from, begin - from), -1});
        const int place = parsed.sliced(begin + 1, end - begin - 1).toInt();
        parts.append({m_held[place].shown, place});
        from = end + 1;
    }
    for (Part& part : parts)
        part.text.remove(pause).replace(escapedBar, u'|').replace(codeTab, u'\t');
    return parts;
}

QString SourceText::restored(const QString& parsed) const {
    QString text;
    for (const Part& part : parts(parsed))
        text += part.held < 0 ? part.text : m_held[part.held].written;
    return text;
}

QString SourceText::restoredAddress(const QString& parsed) const {
    QString text;
    for (const Part& part : parts(parsed))
        text += part.text;
    return text;
}

} // namespace confab::text
