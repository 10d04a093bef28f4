// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/richpaste.h"

#include "app/text/links.h"

#include <QMimeData>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>

namespace confab::models {

namespace {

/// A document that loads nothing: no picture, no style sheet, no file.
class DocumentAlone : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl&) override { return {}; }
};

QString escaped(const QString& text, bool atLineStart) {
    QString safe;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool doubled = (c == u'~' || c == u'|') && i + 1 < text.size() && text[i + 1] == c;
        const bool edge = c == u'_' && (i == 0 || i + 1 == text.size() || !text[i - 1].isLetterOrNumber() ||
                                        !text[i + 1].isLetterOrNumber());
        const bool opens = i == 0 && atLineStart && (c == u'>' || c == u'#' || c == u'-' || c == u'+');
        if (QStringView(u"\\*`[").contains(c) || doubled || edge || opens)
            safe += u'\\';
        safe += c;
    }
    return safe;
}

QString fenced(QStringView mark, const QString& text) {
    // Marks stand at words: "**a **b" is no markup.
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && text[from].isSpace())
        ++from;
    while (to > from && text[to - 1].isSpace())
        --to;
    if (from == to)
        return text;
    return text.first(from) % mark % text.sliced(from, to - from) % mark % text.sliced(to);
}

bool isCode(const QTextCharFormat& format) {
    const QStringList families = format.fontFamilies().toStringList();
    return format.fontFixedPitch() || std::any_of(families.begin(), families.end(), [](const QString& family) {
               return family.contains(QLatin1String("mono"), Qt::CaseInsensitive) ||
                      family.contains(QLatin1String("courier"), Qt::CaseInsensitive) ||
                      family.contains(QLatin1String("consolas"), Qt::CaseInsensitive);
           });
}

/// Walks over the document once.
class Writer {
public:
    QString write(const QTextDocument& document) {
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
            add(block);
        closeCode();
        return m_text.trimmed();
    }
    bool hasMarks() const { return m_marks; }
    bool hasProse() const { return m_prose; }

private:
    void add(const QTextBlock& block) {
        const QString plain = block.text();
        const QTextBlockFormat format = block.blockFormat();
        const bool fence = format.hasProperty(QTextFormat::BlockCodeFence) || format.nonBreakableLines();
        if (fence) {
            if (!m_inCode)
                startBlock(QStringLiteral("```"), true);
            m_inCode = m_marks = true;
            m_text += u'\n' % plain;
            return;
        }
        closeCode();
        if (plain.trimmed().isEmpty())
            return;
        const QString quote =
            QStringLiteral("> ").repeated(std::min(format.intProperty(QTextFormat::BlockQuoteLevel), 3));
        const QTextList* list = block.textList();
        QString marker;
        if (list) {
            const bool numbered = list->format().style() <= QTextListFormat::ListDecimal;
            marker = QString(
                QString(2 * std::clamp(list->format().indent() - 1, 0, 4), u' ') %
                (numbered ? QString(QString::number(list->itemNumber(block) + 1) % u". ") : QStringLiteral("- ")));
        }
        m_marks = m_marks || list || !quote.isEmpty() || format.headingLevel() > 0;
        QString line;
        for (auto at = block.begin(); !at.atEnd(); ++at)
            line += fragment(at.fragment(), format.headingLevel() > 0, line.isEmpty());
        if (format.headingLevel() > 0)
            line = fenced(u"**", line);
        startBlock(quote % marker % line.trimmed(), !(list && m_wasList));
        m_wasList = list;
    }
    void startBlock(const QString& text, bool apart) {
        if (!m_text.isEmpty())
            m_text += apart ? QLatin1String("\n\n") : QLatin1String("\n");
        m_text += text;
    }
    void closeCode() {
        if (std::exchange(m_inCode, false))
            m_text += QLatin1String("\n```");
    }
    QString fragment(const QTextFragment& fragment, bool heading, bool first) {
        const QTextCharFormat format = fragment.charFormat();
        if (format.isImageFormat())
            return {};
        QString text = fragment.text();
        text.remove(QChar::ObjectReplacementCharacter).replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
        const bool code = isCode(format);
        m_prose = m_prose || (!code && !text.trimmed().isEmpty());
        if (code && !text.contains(u'`'))
            return mark(u"`", text);
        const QString target = format.anchorHref();
        const bool link = format.isAnchor() && text::isOpenable(target) && !text.trimmed().isEmpty();
        if (link && !text::isNamedLink(text.trimmed(), target))
            return text;
        text = escaped(text, first);
        if (format.fontStrikeOut())
            text = mark(u"~~", text);
        if (format.fontItalic())
            text = mark(u"*", text);
        if (format.fontWeight() >= QFont::DemiBold && !heading)
            text = mark(u"**", text);
        if (link) {
            m_marks = true;
            text = u'[' % text.trimmed() % u"](" % QString(target).replace(u')', QLatin1String("%29")) % u')';
        }
        return text;
    }
    QString mark(QStringView with, const QString& text) {
        m_marks = true;
        return fenced(with, text);
    }

    QString m_text;
    bool m_inCode = false;
    bool m_wasList = false;
    bool m_marks = false; // there is something that Markdown says
    bool m_prose = false; // there is text that is no code
};

} // namespace

QString pastedText(const QMimeData& data) {
    const QString plain = data.text();
    if (!data.hasHtml() || data.html().size() > htmlMost)
        return plain;
    DocumentAlone document;
    document.setUndoRedoEnabled(false);
    document.setHtml(data.html());
    Writer writer;
    const QString text = writer.write(document);
    return writer.hasMarks() && writer.hasProse() ? text : plain;
}

} // namespace confab::models
