// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/emojiuses.h"

#include "common/emoji/emojisequence.h"

#include <algorithm>

namespace confab::models {

namespace {

const QString toneKey = QStringLiteral("emoji/skinTone");
const QString usesKey = QStringLiteral("emoji/uses"); // "👍 12": how often; the last used first

SkinTone toneOf(int number) {
    return SkinTone(std::clamp(number, 0, skinToneCount - 1));
}

} // namespace

EmojiUses::EmojiUses(QSettings& settings) : m_settings(settings), m_tone(toneOf(settings.value(toneKey, 0).toInt())) {
    read();
}

void EmojiUses::read() {
    const QStringList lines = m_settings.value(usesKey).toStringList();
    for (const QString& line : lines) {
        const qsizetype space = line.indexOf(u' ');
        const QString emoji = normalisedEmoji(QStringView(line).left(space));
        const int count = QStringView(line).mid(space + 1).toInt();
        const bool again =
            std::any_of(m_uses.begin(), m_uses.end(), [&emoji](const Use& use) { return use.emoji == emoji; });
        if (space > 0 && !emoji.isEmpty() && !again && m_uses.size() < recentMost)
            m_uses.append({emoji, std::clamp(count, 1, countMost)});
    }
}

void EmojiUses::write() {
    QStringList lines;
    for (const Use& use : std::as_const(m_uses))
        lines << use.emoji + u' ' + QString::number(use.count);
    m_settings.setValue(usesKey, lines);
}

void EmojiUses::setSkinToneNumber(int tone) {
    if (toneOf(tone) == m_tone)
        return;
    m_tone = toneOf(tone);
    m_settings.setValue(toneKey, int(m_tone));
    Q_EMIT skinToneChanged();
}

void EmojiUses::used(const QString& emoji) {
    Use use{normalisedEmoji(emoji), 1};
    if (use.emoji.isEmpty())
        return;
    const auto known =
        std::find_if(m_uses.begin(), m_uses.end(), [&use](const Use& one) { return one.emoji == use.emoji; });
    if (known != m_uses.end()) {
        use.count += known->count;
        m_uses.erase(known);
    }
    m_uses.prepend(use);
    if (m_uses.size() > recentMost)
        m_uses.removeLast();
    if (use.count >= countMost) {
        for (Use& one : m_uses)
            one.count = std::max(1, one.count / 2);
    }
    write();
    Q_EMIT usesChanged();
}

QStringList EmojiUses::recents() const {
    QStringList all;
    for (const Use& use : m_uses)
        all << use.emoji;
    return all;
}

QStringList EmojiUses::favourites() const {
    QList<Use> byCount = m_uses;
    std::stable_sort(byCount.begin(), byCount.end(), [](const Use& a, const Use& b) { return a.count > b.count; });
    QStringList all;
    for (const Use& use : std::as_const(byCount))
        all << use.emoji;
    for (const char16_t* popular : {u"👍", u"❤️", u"😂"}) {
        const QString emoji = QString::fromUtf16(popular);
        if (!all.contains(emoji))
            all << findEmoji(emoji)->withTone(m_tone);
    }
    return all.first(favouriteCount);
}

} // namespace confab::models
