// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/language.h"

#include <QDir>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace confab::models {

namespace {

const QString choiceKey = QStringLiteral("appearance/language");
const QString folder = QStringLiteral(":/confab/translations"); // of confab_desktop
const QString name = QStringLiteral("confab");

bool load(QTranslator& words, const QLocale& locale) {
    return words.load(locale, name, QStringLiteral("_"), folder);
}

QStringList codes() {
    QStringList codes;
    for (const QString& file : QDir(folder).entryList({QStringLiteral("confab_*.qm")}))
        codes.append(file.chopped(3).mid(name.size() + 1));
    return codes;
}

/// CLDR calls plain "en" American.
QString ownName(const QString& code) {
    const QLocale locale(code);
    return locale.language() == QLocale::English ? QStringLiteral("English") : locale.nativeLanguageName();
}

/// With the habits of the system's region where the language is spoken there: a clock of 24 hours for an English
/// program in Germany.
QLocale localeOf(const QString& code, const QLocale& system) {
    const QLocale plain(code);
    if (system.language() == plain.language())
        return system;
    const QLocale there(plain.language(), system.territory());
    return there.territory() == system.territory() ? there : plain;
}

} // namespace

Language::Language(QSettings& settings) : m_settings(settings) {
    if (load(m_english, QLocale(QLocale::English)))
        QCoreApplication::installTranslator(&m_english);
    const QString kept = settings.value(choiceKey).toString();
    m_choice = codes().contains(kept) ? kept : QString();
    apply();
}

Language::~Language() {
    QLocale::setDefault(m_system);
    if (m_isMirrored)
        QGuiApplication::setLayoutDirection(Qt::LayoutDirectionAuto);
}

void Language::setChoice(const QString& code) {
    const QString wanted = codes().contains(code) ? code : QString();
    if (std::exchange(m_choice, wanted) == wanted)
        return;
    m_settings.setValue(choiceKey, wanted);
    apply();
    Q_EMIT changed();
}

QVariantList Language::offers() {
    QVariantList offers;
    for (const QString& code : codes())
        offers.append(QVariantMap{{QStringLiteral("value"), code}, {QStringLiteral("text"), ownName(code)}});
    std::sort(offers.begin(), offers.end(), [](const QVariant& a, const QVariant& b) {
        return a.toMap().value(QStringLiteral("text")).toString() < b.toMap().value(QStringLiteral("text")).toString();
    });
    return offers;
}

void Language::apply() {
    QCoreApplication::removeTranslator(&m_words);
    const QLocale locale = m_choice.isEmpty() ? m_system : localeOf(m_choice, m_system);
    QLocale::setDefault(locale);
    if (load(m_words, locale))
        QCoreApplication::installTranslator(&m_words);
    // Qt mirrors for a translation that says so. Readers of a language without a translation look from the right, too.
    if (const bool mirrors = locale.textDirection() == Qt::RightToLeft; mirrors != m_isMirrored) {
        m_isMirrored = mirrors;
        QGuiApplication::setLayoutDirection(mirrors ? Qt::RightToLeft : Qt::LayoutDirectionAuto);
    }
}

} // namespace confab::models
