// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/text/typedmarks.h"

#include <QColor>
#include <QQmlEngine>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>

namespace confab::qml {

/// Shows in a TextEdit what its Markdown will look like. It changes weights, slants and colours only, no sizes and no
/// families, so no line moves while it is typed. Paragraphs longer than `unitsMost` stay plain: the whole paragraph is
/// looked at again at each key.
/// Thread: the window's. Owned by: the TextEdit.
class TypedFormat : public QSyntaxHighlighter {
    Q_OBJECT
    QML_ELEMENT
    /// TextEdit.textDocument
    Q_PROPERTY(QQuickTextDocument* document READ quickDocument WRITE setQuickDocument NOTIFY changed FINAL)
    Q_PROPERTY(QColor mark READ mark WRITE setMark NOTIFY changed FINAL) ///< of the characters of Markdown
    Q_PROPERTY(QColor quote READ quote WRITE setQuote NOTIFY changed FINAL)
    Q_PROPERTY(QColor link READ link WRITE setLink NOTIFY changed FINAL)
    Q_PROPERTY(QColor ground READ ground WRITE setGround NOTIFY changed FINAL) ///< behind code and spoilers

public:
    explicit TypedFormat(QObject* parent = nullptr) : QSyntaxHighlighter(parent) {}

    QQuickTextDocument* quickDocument() const { return m_document; }
    void setQuickDocument(QQuickTextDocument* document);
    QColor mark() const { return m_mark; }
    void setMark(const QColor& color) { set(m_mark, color); }
    QColor quote() const { return m_quote; }
    void setQuote(const QColor& color) { set(m_quote, color); }
    QColor link() const { return m_link; }
    void setLink(const QColor& color) { set(m_link, color); }
    QColor ground() const { return m_ground; }
    void setGround(const QColor& color) { set(m_ground, color); }

    static constexpr qsizetype unitsMost = 4096;

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString& paragraph) override;

private:
    void set(QColor& color, const QColor& value);
    QTextCharFormat formatOf(text::TypedLook look) const;

    QPointer<QQuickTextDocument> m_document;
    QColor m_mark, m_quote, m_link, m_ground;
};

} // namespace confab::qml
