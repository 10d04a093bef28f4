// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "linkmarks.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace confab::qml {

namespace {

struct Anchor {
    int start, end;
    bool underlined; // the wanted state
};

} // namespace

void LinkMarks::setDocument(QQuickTextDocument* document) {
    m_document = document;
    apply();
}

void LinkMarks::setHovered(const QString& href) {
    if (href == m_hovered)
        return;
    m_hovered = href;
    apply();
}

void LinkMarks::setFocused(const QString& href) {
    if (href == m_focused)
        return;
    m_focused = href;
    apply();
}

// Formats change only after the walk: they divide and join the fragments.
void LinkMarks::apply() {
    m_start = m_end = -1;
    QList<Anchor> changes;
    QTextDocument* text = m_document ? m_document->textDocument() : nullptr;
    for (QTextBlock block = text ? text->begin() : QTextBlock(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextCharFormat format = at.fragment().charFormat();
            if (!format.isAnchor())
                continue;
            const QString href = format.anchorHref();
            const int start = at.fragment().position();
            const int end = start + at.fragment().length();
            if (!m_focused.isEmpty() && href == m_focused) {
                m_start = m_start < 0 ? start : m_start;
                m_end = end;
            }
            if (const bool marked = href == m_hovered || href == m_focused; marked != format.fontUnderline())
                changes.append({start, end, marked});
        }
    }
    for (const Anchor& change : std::as_const(changes)) {
        QTextCursor cursor(text);
        cursor.setPosition(change.start);
        cursor.setPosition(change.end, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setFontUnderline(change.underlined);
        cursor.mergeCharFormat(format);
    }
    Q_EMIT changed();
}

} // namespace confab::qml
