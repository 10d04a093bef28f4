// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QQmlEngine>
#include <QQuickTextDocument>

namespace confab::qml {

/// Underlines the links of a TextEdit that the pointer or the keyboard is on, without setting its text again, and finds
/// the one with the keyboard.
/// Thread: the window's. Owned by: the TextEdit.
class LinkMarks : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// TextEdit.textDocument
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY changed FINAL)
    Q_PROPERTY(QString hovered READ hovered WRITE setHovered NOTIFY changed FINAL) ///< href under the pointer; or empty
    Q_PROPERTY(QString focused READ focused WRITE setFocused NOTIFY changed FINAL) ///< with the keyboard; or empty
    /// Positions in the text around the focused link; -1: it is not here.
    Q_PROPERTY(int start READ start NOTIFY changed FINAL)
    Q_PROPERTY(int end READ end NOTIFY changed FINAL)

public:
    using QObject::QObject;

    QQuickTextDocument* document() const { return m_document; }
    void setDocument(QQuickTextDocument* document);
    QString hovered() const { return m_hovered; }
    void setHovered(const QString& href);
    QString focused() const { return m_focused; }
    void setFocused(const QString& href);
    int start() const { return m_start; }
    int end() const { return m_end; }

Q_SIGNALS:
    void changed();

private:
    void apply();

    QPointer<QQuickTextDocument> m_document;
    QString m_hovered;
    QString m_focused;
    int m_start = -1;
    int m_end = -1;
};

} // namespace confab::qml
