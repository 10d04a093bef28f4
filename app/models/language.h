// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLocale>
#include <QObject>
#include <QQmlEngine>
#include <QSettings>
#include <QTranslator>
#include <QVariantList>

namespace confab::models {

/// The language of the program's words, dates and numbers: one that the user chose, or the system's. A system whose
/// language has no translation gets English words. One per program, since Qt has one locale and one list of
/// translators.
/// Thread: the window's. Owned by: Appearance.
class Language : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Appearance")
    /// Its code, as in offers; empty: the system's. Kept at once; a code that is not offered is the system's.
    Q_PROPERTY(QString choice READ choice WRITE setChoice NOTIFY changed FINAL)
    /// What there are translations of, as {value: its code, text: its name in itself}, by name.
    Q_PROPERTY(QVariantList offers READ offers CONSTANT FINAL)

public:
    /// `settings` must outlive this. The words are in the language from here on.
    explicit Language(QSettings& settings);
    ~Language() override;

    QString choice() const { return m_choice; }
    void setChoice(const QString& code);
    static QVariantList offers();

Q_SIGNALS:
    /// What was said has to be said anew.
    void changed();

private:
    void apply();

    QSettings& m_settings;
    const QLocale m_system;
    QTranslator m_english; // the plural forms of every text that the language has no translation of
    QTranslator m_words;
    QString m_choice;
    bool m_isMirrored = false; // by this
};

} // namespace confab::models
