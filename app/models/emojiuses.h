// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/emoji/emojilanguage.h"

#include <QLocale>
#include <QObject>
#include <QQmlEngine>
#include <QSettings>

namespace confab::models {

/// Which emoji this person uses, and in which skin tone; saved at once.
/// Thread: the window's. Owned by: Workspace.
class EmojiUses : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Of all emoji that have skin tones: 0 (none) to 5 (dark), as SkinTone.
    Q_PROPERTY(int skinTone READ skinToneNumber WRITE setSkinToneNumber NOTIFY skinToneChanged FINAL)
    /// The three most used, for quick reactions; of those that never were, popular ones.
    Q_PROPERTY(QStringList favourites READ favourites NOTIFY usesChanged FINAL)

public:
    /// `settings` must outlive this.
    explicit EmojiUses(QSettings& settings);

    SkinTone skinTone() const { return m_tone; }
    int skinToneNumber() const { return int(m_tone); }
    /// Values outside are taken as the nearest.
    void setSkinToneNumber(int tone);
    QStringList favourites() const;
    /// The last used first, each once, with the skin tone that it had; at most recentMost.
    QStringList recents() const;
    /// The person has picked this emoji. Ignores what is none.
    Q_INVOKABLE void used(const QString& emoji);
    /// The names and keywords in the language of the program's words, as it is now; null: English.
    static const EmojiLanguage* language() { return emojiLanguage(QLocale().name()); }

    static constexpr int recentMost = 48;
    static constexpr int favouriteCount = 3;
    /// A count that reaches this halves all, so that new habits show within days.
    static constexpr int countMost = 100;

Q_SIGNALS:
    void skinToneChanged();
    void usesChanged();

private:
    struct Use {
        QString emoji;
        int count = 0;
    };
    void read();
    void write();

    QSettings& m_settings;
    SkinTone m_tone = SkinTone::None;
    QList<Use> m_uses; // the last used first
};

} // namespace confab::models
