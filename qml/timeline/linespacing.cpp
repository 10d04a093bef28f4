// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "linespacing.h"

#include <QScopedValueRollback>
#include <QTextBlockFormat>
#include <QTextCursor>

namespace confab::qml {

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
    if (!m_document || m_applying)
        return;
    const QScopedValueRollback applying(m_applying, true);
    QTextBlockFormat format;
    format.setLineHeight(m_factor * 100, QTextBlockFormat::ProportionalHeight);
    QTextCursor all(m_document->textDocument());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(format);
}

} // namespace confab::qml
