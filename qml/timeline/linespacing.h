// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QQmlEngine>
#include <QQuickTextDocument>
#include <QTextDocument>

namespace confab::qml {

/// Gives the lines of a TextEdit a height, for which TextEdit has no property.
/// Thread: the window's. Owned by: the TextEdit.
class LineSpacing : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// TextEdit.textDocument
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY changed FINAL)
    /// As a factor of the font's own height.
    Q_PROPERTY(double factor READ factor WRITE setFactor NOTIFY changed FINAL)

public:
    using QObject::QObject;

    QQuickTextDocument* document() const { return m_document; }
    void setDocument(QQuickTextDocument* document);
    double factor() const { return m_factor; }
    void setFactor(double factor);

Q_SIGNALS:
    void changed();

private:
    void apply();

    QPointer<QQuickTextDocument> m_document;
    double m_factor = 1;
    bool m_applying = false;
};

} // namespace confab::qml
