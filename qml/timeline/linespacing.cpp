// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "linespacing.h"

#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextCursor>

namespace confab::qml {

namespace {

/// Setting what is set already would lay all of the text out again.
bool has(const QTextDocument& document, const QTextBlockFormat& wanted) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        if (format.lineHeightType() != wanted.lineHeightType() || format.lineHeight() != wanted.lineHeight())
            return false;
    }
    return true;
}

} // namespace

void LineSpacing::setDocument(QQuickTextDocument* document) {
    if (m_document == document)
        return;
    if (m_document)
        m_document->textDocument()->disconnect(this);
    m_document = document;
    if (document) {
        document->textDocument()->setUndoRedoEnabled(false);
        connect(document->textDocument(), &QTextDocument::contentsChanged, this, &LineSpacing::apply);
    }
    apply();
    Q_EMIT changed();
}

void LineSpacing::setFactor(double factor) {
    m_factor = factor;
    apply();
    Q_EMIT changed();
}

void LineSpacing::apply() {
    if (!m_document || m_applying || m_document->textDocument()->isEmpty()) // the text comes, and is laid out once
        return;
    const QScopedValueRollback applying(m_applying, true);
    QTextBlockFormat format;
    format.setLineHeight(m_factor * 100, QTextBlockFormat::ProportionalHeight);
    if (has(*m_document->textDocument(), format))
        return;
    QTextCursor all(m_document->textDocument());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(format);
}

} // namespace confab::qml
