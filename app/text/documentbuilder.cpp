// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/documentbuilder.h"

#include "app/text/limits.h"
#include "app/text/links.h"
#include "app/text/spans.h"

#include <algorithm>
#include <functional>

namespace confab::text {

namespace {

bool isLanguage(const QString& word) {
    return word.size() <= limits::languageChars && std::all_of(word.begin(), word.end(), [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"+#-._").contains(c));
           });
}

} // namespace

QString DocumentBuilder::attribute(const MD_ATTRIBUTE& attribute) {
    return QString::fromUtf8(attribute.text, qsizetype(attribute.size));
}

bool DocumentBuilder::isEscapedBar(const char* text) const {
    const QByteArray& source = m_source.utf8();
    const std::less<const char*> before;
    if (*text != '|' || before(text, source.constData()) || !before(text, source.constData() + source.size()))
        return false;
    qsizetype slashes = 0;
    while (text - slashes > source.constData() && text[-slashes - 1] == '\\')
        ++slashes;
    return slashes % 2 == 1;
}

void DocumentBuilder::begin(Block::Kind kind) {
    finish();
    m_block = {};
    m_block.kind = kind;
    m_block.quotes = m_quotes;
    m_block.indent = int(m_lists.size());
    m_block.marker = std::exchange(m_marker, {});
    m_block.spaced = m_afterGap || m_block.marker.isEmpty();
    m_open = true;
    m_fresh = true;
    m_afterGap = false;
}

void DocumentBuilder::finish() {
    if (!std::exchange(m_open, false))
        return;
    // A span ends with its block, also where md4c has told one end of it alone.
    m_links.clear();
    m_bold = m_italic = m_strike = m_code = 0;
    if (m_block.kind == Block::Kind::Code) {
        QString code;
        for (const Span& span : std::as_const(m_block.spans))
            code += span.text;
        code = m_source.restored(code);
        if (code.endsWith(u'\n'))
            code.chop(1);
        m_block.spans = {Span{code, Style::Code}};
    } else {
        findSpoilers(m_block.spans, m_document);
        putBack(m_block.spans, m_document, m_source, m_mentions);
    }
    m_document.blocks.append(std::exchange(m_block, {}));
}

void DocumentBuilder::beginItem() {
    finish();
    List& list = m_lists.back();
    m_marker = list.next < 0 ? QStringLiteral("•") : QString(QString::number(list.next) % list.delimiter);
    if (list.next >= 0)
        ++list.next;
}

void DocumentBuilder::beginCode(const MD_BLOCK_CODE_DETAIL& detail) {
    begin(Block::Kind::Code);
    // The rest of the first line is no language: it would be lost.
    const QString info = m_source.restored(attribute(detail.info)).trimmed();
    if (isLanguage(info))
        m_block.language = info;
    else
        append(info % u'\n');
}

bool DocumentBuilder::enterBlock(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
    case MD_BLOCK_QUOTE:
        finish();
        ++m_quotes;
        m_afterGap = true;
        break;
    case MD_BLOCK_UL:
        finish();
        m_afterGap = m_lists.isEmpty();
        m_lists.append(List{-1, {}});
        break;
    case MD_BLOCK_OL: {
        finish();
        m_afterGap = m_lists.isEmpty();
        const auto& list = *static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
        m_lists.append(List{int(list.start), QLatin1Char(list.mark_delimiter)});
        break;
    }
    case MD_BLOCK_LI:
        beginItem();
        break;
    case MD_BLOCK_HR:
        begin(Block::Kind::Rule);
        finish();
        break;
    case MD_BLOCK_H:
        begin(Block::Kind::Heading);
        break;
    case MD_BLOCK_CODE:
        beginCode(*static_cast<const MD_BLOCK_CODE_DETAIL*>(detail));
        break;
    case MD_BLOCK_P:
        begin(Block::Kind::Paragraph);
        break;
    default:
        break;
    }
    return m_lists.size() + m_quotes <= limits::nesting && m_document.blocks.size() < limits::blocks;
}

bool DocumentBuilder::leaveBlock(MD_BLOCKTYPE type) {
    switch (type) {
    case MD_BLOCK_QUOTE:
        finish();
        --m_quotes;
        m_afterGap = true;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        finish();
        m_lists.removeLast();
        m_afterGap = m_lists.isEmpty();
        break;
    case MD_BLOCK_LI:
        if (!m_marker.isEmpty()) // an empty item
            begin(Block::Kind::Paragraph);
        finish();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
        finish();
        break;
    default:
        break;
    }
    return true;
}

void DocumentBuilder::append(const QString& text) {
    if (!m_open) // the text of an item of a tight list has no paragraph
        begin(Block::Kind::Paragraph);
    Span span;
    span.text = text;
    span.styles.setFlag(Style::Bold, m_bold > 0);
    span.styles.setFlag(Style::Italic, m_italic > 0);
    span.styles.setFlag(Style::Strike, m_strike > 0);
    span.styles.setFlag(Style::Code, m_code > 0);
    for (const OpenLink& link : std::as_const(m_links)) {
        if (link.opens && span.link < 0)
            span.link = int(m_document.links.size()) - 1;
    }
    QList<Span>& spans = m_block.spans;
    if (!m_fresh && !spans.isEmpty() && spans.back().styles == span.styles && spans.back().link == span.link) {
        spans.back().text += text;
    } else {
        spans.append(span);
        ++m_spans;
    }
    m_fresh = false;
}

void DocumentBuilder::openLink(const MD_ATTRIBUTE& target, bool picture) {
    if (!m_open)
        begin(Block::Kind::Paragraph);
    OpenLink link{m_source.restoredAddress(attribute(target)), picture, false, m_block.spans.size()};
    const bool nested = std::any_of(m_links.begin(), m_links.end(), [](const OpenLink& outer) { return outer.opens; });
    link.opens = !nested && isOpenable(link.target);
    if (link.opens)
        m_document.links.append({link.target, false});
    m_links.append(link);
    m_fresh = true;
}

void DocumentBuilder::closeLink() {
    if (m_links.isEmpty()) // md4c 0.4.8 ends links that it has not begun, where addresses have NULs
        return;
    const OpenLink link = m_links.back();
    QString text;
    for (qsizetype i = link.firstSpan; i < m_block.spans.size(); ++i)
        text += m_block.spans[i].text;
    text = m_source.restoredAddress(text);
    m_fresh = true;
    if (link.opens && text.trimmed().isEmpty()) // there has to be something to see, and to press
        append(link.target);
    m_links.removeLast();
    if (link.opens) {
        m_document.links.back().named = !text.trimmed().isEmpty() && isNamedLink(text, link.target);
    } else if (std::none_of(m_links.begin(), m_links.end(), [](const OpenLink& outer) { return outer.opens; })) {
        // It leads nowhere, so it is no link: what was written.
        const bool angled = text == link.target && !link.picture;
        Span opening;
        opening.text = angled ? QStringLiteral("<") : link.picture ? QStringLiteral("![") : QStringLiteral("[");
        m_block.spans.insert(link.firstSpan, opening);
        append(angled ? QStringLiteral(">") : QString(u"](" % link.target % u')'));
    }
    m_fresh = true;
}

bool DocumentBuilder::enterSpan(MD_SPANTYPE type, const void* detail) {
    m_bold += type == MD_SPAN_STRONG;
    m_italic += type == MD_SPAN_EM;
    m_strike += type == MD_SPAN_DEL;
    m_code += type == MD_SPAN_CODE;
    if (type == MD_SPAN_A)
        openLink(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href, false);
    else if (type == MD_SPAN_IMG)
        openLink(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src, true);
    return m_bold + m_italic + m_strike + m_links.size() <= limits::nesting;
}

bool DocumentBuilder::leaveSpan(MD_SPANTYPE type) {
    m_bold -= type == MD_SPAN_STRONG;
    m_italic -= type == MD_SPAN_EM;
    m_strike -= type == MD_SPAN_DEL;
    m_code -= type == MD_SPAN_CODE;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        closeLink();
    return true;
}

bool DocumentBuilder::addText(MD_TEXTTYPE type, const char* text, MD_SIZE size) {
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        append(QStringLiteral("\n"));
    else if (type == MD_TEXT_NULLCHAR)
        append(QString(QChar::ReplacementCharacter));
    else if (type == MD_TEXT_NORMAL && size > 0 && isEscapedBar(text))
        append(SourceText::escapedBar + QString::fromUtf8(text + 1, qsizetype(size) - 1));
    else if (size > 0)
        append(QString::fromUtf8(text, qsizetype(size)));
    return m_spans < limits::spans;
}

} // namespace confab::text
