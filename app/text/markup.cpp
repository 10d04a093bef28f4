// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/markup.h"

#include "app/text/links.h"

#include <algorithm>

namespace confab::text {

namespace {

QString color(quint32 rgb) {
    return u'#' % QStringLiteral("%1").arg(rgb & 0xFFFFFF, 6, 16, QLatin1Char('0'));
}

QString familyName(const QString& family) {
    QString name = family;
    name.removeIf([](QChar c) { return !c.isLetterOrNumber() && c != u' ' && c != u'-'; });
    return name;
}

/// Embeddings and overrides would turn what follows in the same paragraph.
bool turnsText(QChar c) {
    return c >= QChar(0x202A) && c <= QChar(0x202E);
}

QString rich(const QString& text) {
    return escaped(text, Reader::RichText);
}

/// Spaces where letters were; the words wrap as before. A digit's width is about a letter's.
QString blanked(const QString& text) {
    QString blank;
    for (const QChar c : text) {
        if (c.isSpace())
            blank += c;
        else if (!c.isLowSurrogate())
            blank += QChar(0x2007);
    }
    return blank;
}

/// Writes the spans of one block.
class SpanWriter {
public:
    SpanWriter(const Palette& palette, const QSet<int>& revealed) : m_palette(palette), m_revealed(revealed) {}

    QString write(const Span& span, bool heading) const {
        if (span.spoiler >= 0 && !m_revealed.contains(span.spoiler))
            return anchor(u"spoiler", span.spoiler, background(m_palette.spoilerGround), rich(blanked(span.text)));
        QString text = rich(span.link >= 0 ? withoutDisguise(span.text) : span.text);
        if (span.styles.testFlag(Style::Code))
            text = styled(font() % background(m_palette.codeGround), text);
        if (span.names == Span::Names::Reader)
            text = styled(ink(m_palette.readerInk) % background(m_palette.readerGround), text);
        else if (span.names == Span::Names::Somebody)
            text = styled(ink(m_palette.mentionInk) % background(m_palette.mentionGround), text);
        if (span.link >= 0)
            text = anchor(u"link", span.link, ink(m_palette.link), text);
        else if (span.spoiler >= 0)
            text = styled(background(m_palette.revealedGround), text);
        if (span.styles.testFlag(Style::Strike))
            text = u"<s>" % text % u"</s>";
        if (span.styles.testFlag(Style::Italic))
            text = u"<i>" % text % u"</i>";
        if (span.styles.testFlag(Style::Bold) || heading)
            text = u"<b>" % text % u"</b>";
        return text;
    }

private:
    static QString ink(quint32 rgb) { return u"color:" % color(rgb) % u';'; }
    static QString background(quint32 rgb) { return u"background-color:" % color(rgb) % u';'; }
    static QString styled(const QString& style, const QString& text) {
        return u"<span style=\"" % style % u"\">" % text % u"</span>";
    }
    static QString anchor(QStringView kind, int number, const QString& style, const QString& text) {
        return u"<a href=\"" % kind % u':' % QString::number(number) % u"\" style=\"" % style %
               u"text-decoration:none;\">" % text % u"</a>";
    }
    QString font() const {
        return u"font-family:'" % familyName(m_palette.codeFamily) % u"';font-size:" %
               QString::number(std::max(1, qRound(m_palette.codeSize))) % u"px;";
    }

    const Palette& m_palette;
    const QSet<int>& m_revealed;
};

} // namespace

QString escaped(const QString& text, Reader reader) {
    QString safe;
    safe.reserve(text.size() + text.size() / 8);
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'&':
            safe += QLatin1String("&amp;");
            break;
        case u'<':
            safe += QLatin1String("&lt;");
            break;
        case u'>':
            safe += QLatin1String("&gt;");
            break;
        case u'"':
            safe += QLatin1String("&quot;");
            break;
        case u'\'':
            safe += reader == Reader::RichText ? QLatin1String("&#39;") : QLatin1String("'");
            break;
        case u'\n':
            safe += QLatin1String("<br/>");
            break;
        default:
            if (!turnsText(c) && c != QChar::ObjectReplacementCharacter && !c.isNull())
                safe += c;
        }
    }
    return safe;
}

QList<Piece> piecesOf(const Document& document) {
    QList<Piece> pieces;
    for (qsizetype i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        const bool own = block.kind == Block::Kind::Code || block.kind == Block::Kind::Rule;
        if (!own && !pieces.isEmpty() && pieces.back().kind == Block::Kind::Paragraph &&
            pieces.back().quotes == block.quotes)
            ++pieces.back().count;
        else
            pieces.append({own ? block.kind : Block::Kind::Paragraph, block.quotes, own ? block.indent : 0, i, 1});
    }
    return pieces;
}

QString markup(std::span<const Block> blocks, const Palette& palette, const QSet<int>& revealed) {
    const SpanWriter writer(palette, revealed);
    QString text;
    for (const Block& block : blocks) {
        const int left = std::max(0, block.indent) * listIndent;
        const int top = text.isEmpty() || !block.spaced ? 0 : paragraphGap;
        text += u"<p style=\"margin:" % QString::number(top) % u"px 0px 0px " % QString::number(left) %
                u"px;text-indent:" % QString::number(block.marker.isEmpty() ? 0 : -listIndent) %
                u"px;white-space:pre-wrap;\">";
        if (!block.marker.isEmpty())
            text += rich(block.marker) % u'\t';
        for (const Span& span : block.spans)
            text += writer.write(span, block.kind == Block::Kind::Heading);
        text += QLatin1String("</p>");
    }
    return text;
}

} // namespace confab::text
