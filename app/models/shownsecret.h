// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QQmlEngine>

namespace confab::models {

/// A secret that the server tells once: shown until the user is done with it, and kept nowhere.
/// Thread: the window's. Owned by: the model whose secret it is.
class ShownSecret : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by its model")
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL) ///< empty: there is none
    Q_PROPERTY(QString use READ use NOTIFY changed FINAL)   ///< whose it is, and what for, as a sentence

public:
    QString text() const { return m_text; }
    QString use() const { return m_use; }

    void show(const QString& text, const QString& use);
    /// To the clipboard.
    Q_INVOKABLE void copy() const;
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void changed();

private:
    QString m_text;
    QString m_use;
};

} // namespace confab::models
