// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "typedformat.h"

namespace confab::qml {

namespace {

/// More than the longest line, so that the fences of tildes, which are negative, are states too.
constexpr int fenceOffset = 1 << 16;

} // namespace

void TypedFormat::setQuickDocument(QQuickTextDocument* document) {
    m_document = document;
    setDocument(document ? document->textDocument() : nullptr);
    Q_EMIT changed();
}

void TypedFormat::set(QColor& color, const QColor& value) {
    if (color == value)
        return;
    color = value;
    if (document())
        rehighlight();
    Q_EMIT changed();
}

void TypedFormat::highlightBlock(const QString& paragraph) {
    // A state is never negative, and 0 or -1 where no code goes on.
    int fence = previousBlockState() > 0 ? previousBlockState() - fenceOffset : 0;
    if (paragraph.size() > unitsMost) {
        setCurrentBlockState(previousBlockState());
        return;
    }
    // Shift+Enter breaks a line within the paragraph.
    qsizetype begin = 0;
    for (const QStringView line : QStringView(paragraph).split(QChar::LineSeparator)) {
        const text::TypedLine typed = text::typedLine(line, fence);
        fence = typed.fence;
        for (qsizetype from = 0; from < typed.looks.size();) {
            qsizetype end = from + 1;
            while (end < typed.looks.size() && typed.looks[end] == typed.looks[from])
                ++end;
            if (typed.looks[from])
                setFormat(int(begin + from), int(end - from), formatOf(typed.looks[from]));
            from = end;
        }
        begin += line.size() + 1;
    }
    setCurrentBlockState(fence == 0 ? 0 : fence + fenceOffset);
}

QTextCharFormat TypedFormat::formatOf(text::TypedLook look) const {
    using text::Typed;
    QTextCharFormat format;
    if (look.testFlag(Typed::Bold))
        format.setFontWeight(QFont::DemiBold);
    if (look.testFlag(Typed::Italic))
        format.setFontItalic(true);
    if (look.testFlag(Typed::Strike))
        format.setFontStrikeOut(true);
    if (look.testFlag(Typed::Quote))
        format.setForeground(m_quote);
    if (look.testFlag(Typed::Link))
        format.setForeground(m_link);
    if (look.testFlag(Typed::Code) || look.testFlag(Typed::Spoiler))
        format.setBackground(m_ground);
    if (look.testFlag(Typed::Mark))
        format.setForeground(m_mark);
    return format;
}

} // namespace confab::qml
