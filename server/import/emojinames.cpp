// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/emojinames.h"

#include "common/emoji/emojilist.h"
#include "common/emoji/emojisearch.h"
#include "common/emoji/emojisequence.h"

#include <QHash>
#include <QRegularExpression>

#include <array>

namespace confab::imported {

namespace {

/// Short names that are not Unicode's: those that people use most. Their order is no order.
constexpr std::array<std::pair<const char*, const char*>, 96> usual{{{"+1", "👍"},
                                                                     {"thumbsup", "👍"},
                                                                     {"-1", "👎"},
                                                                     {"thumbsdown", "👎"},
                                                                     {"heart", "❤️"},
                                                                     {"tada", "🎉"},
                                                                     {"smile", "😄"},
                                                                     {"smiley", "😃"},
                                                                     {"grinning", "😀"},
                                                                     {"grin", "😁"},
                                                                     {"laughing", "😆"},
                                                                     {"satisfied", "😆"},
                                                                     {"joy", "😂"},
                                                                     {"rofl", "🤣"},
                                                                     {"rolling_on_the_floor_laughing", "🤣"},
                                                                     {"sweat_smile", "😅"},
                                                                     {"slightly_smiling_face", "🙂"},
                                                                     {"simple_smile", "🙂"},
                                                                     {"upside_down_face", "🙃"},
                                                                     {"wink", "😉"},
                                                                     {"blush", "😊"},
                                                                     {"heart_eyes", "😍"},
                                                                     {"kissing_heart", "😘"},
                                                                     {"stuck_out_tongue", "😛"},
                                                                     {"stuck_out_tongue_winking_eye", "😜"},
                                                                     {"thinking_face", "🤔"},
                                                                     {"thinking", "🤔"},
                                                                     {"neutral_face", "😐"},
                                                                     {"expressionless", "😑"},
                                                                     {"unamused", "😒"},
                                                                     {"face_with_rolling_eyes", "🙄"},
                                                                     {"roll_eyes", "🙄"},
                                                                     {"grimacing", "😬"},
                                                                     {"relieved", "😌"},
                                                                     {"pensive", "😔"},
                                                                     {"sleepy", "😪"},
                                                                     {"sleeping", "😴"},
                                                                     {"mask", "😷"},
                                                                     {"sunglasses", "😎"},
                                                                     {"confused", "😕"},
                                                                     {"worried", "😟"},
                                                                     {"open_mouth", "😮"},
                                                                     {"hushed", "😯"},
                                                                     {"astonished", "😲"},
                                                                     {"flushed", "😳"},
                                                                     {"cry", "😢"},
                                                                     {"sob", "😭"},
                                                                     {"scream", "😱"},
                                                                     {"disappointed", "😞"},
                                                                     {"sweat", "😓"},
                                                                     {"angry", "😠"},
                                                                     {"rage", "😡"},
                                                                     {"exploding_head", "🤯"},
                                                                     {"skull", "💀"},
                                                                     {"poop", "💩"},
                                                                     {"hankey", "💩"},
                                                                     {"see_no_evil", "🙈"},
                                                                     {"wave", "👋"},
                                                                     {"ok_hand", "👌"},
                                                                     {"v", "✌️"},
                                                                     {"crossed_fingers", "🤞"},
                                                                     {"point_up", "☝️"},
                                                                     {"point_up_2", "👆"},
                                                                     {"point_down", "👇"},
                                                                     {"point_left", "👈"},
                                                                     {"point_right", "👉"},
                                                                     {"clap", "👏"},
                                                                     {"raised_hands", "🙌"},
                                                                     {"pray", "🙏"},
                                                                     {"muscle", "💪"},
                                                                     {"eyes", "👀"},
                                                                     {"brain", "🧠"},
                                                                     {"facepalm", "🤦"},
                                                                     {"face_palm", "🤦"},
                                                                     {"shrug", "🤷"},
                                                                     {"fire", "🔥"},
                                                                     {"100", "💯"},
                                                                     {"star", "⭐"},
                                                                     {"star2", "🌟"},
                                                                     {"sparkles", "✨"},
                                                                     {"boom", "💥"},
                                                                     {"zap", "⚡"},
                                                                     {"rocket", "🚀"},
                                                                     {"bug", "🐛"},
                                                                     {"bulb", "💡"},
                                                                     {"warning", "⚠️"},
                                                                     {"white_check_mark", "✅"},
                                                                     {"heavy_check_mark", "✔️"},
                                                                     {"x", "❌"},
                                                                     {"question", "❓"},
                                                                     {"exclamation", "❗"},
                                                                     {"heavy_plus_sign", "➕"},
                                                                     {"coffee", "☕"},
                                                                     {"beer", "🍺"},
                                                                     {"beers", "🍻"},
                                                                     {"cake", "🍰"}}};

/// By folded words: the usual names, and Unicode's.
const QHash<QString, QString>& names() {
    static const QHash<QString, QString> all = [] {
        QHash<QString, QString> made;
        for (const Emoji& emoji : emojiList())
            made.insert(foldedWords(emoji.name()), emoji.sequence().toString());
        for (const auto& [name, sequence] : usual)
            made.insert(foldedWords(QString::fromLatin1(name)), normalisedEmoji(QString::fromUtf8(sequence)));
        return made;
    }();
    return all;
}

/// Slack's tones are numbered as Fitzpatrick's types: 2 is the lightest.
QString toned(const QString& sequence, QStringView tone) {
    static const std::array<SkinTone, 5> tones{SkinTone::Light, SkinTone::MediumLight, SkinTone::Medium,
                                               SkinTone::MediumDark, SkinTone::Dark};
    const QStringView number = tone.mid(tone.lastIndexOf(u'-') + 1);
    const qsizetype at = number.size() == 1 ? number[0].unicode() - u'2' : -1;
    const Emoji* emoji = findEmoji(sequence);
    const bool isTone = at >= 0 && at < qsizetype(tones.size()) && emoji != nullptr;
    return isTone ? normalisedEmoji(emoji->withTone(tones[size_t(at)])) : sequence;
}

} // namespace

QString emojiNamed(const QString& name) {
    const qsizetype tone = name.indexOf(QStringLiteral("::skin-tone-"));
    const QString sequence = names().value(foldedWords(tone < 0 ? name : name.left(tone)));
    return sequence.isEmpty() || tone < 0 ? sequence : toned(sequence, QStringView(name).mid(tone));
}

QString withEmoji(const QString& text) {
    // Code stays; a name has a letter, or it would be a time such as 10:20:30, but for +1, -1 and 100.
    static const QRegularExpression pattern(
        QStringLiteral("```.*?```|`[^`\\n]*`|:([a-z0-9_+'-]{1,64}(?:::skin-tone-[2-6])?):"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,2}$"));
    QString made;
    qsizetype done = 0;
    for (auto each = pattern.globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        const QString name = match.captured(1);
        const QString emoji = name.isEmpty() || digits.match(name).hasMatch() ? QString() : emojiNamed(name);
        if (emoji.isEmpty())
            continue;
        made += QStringView(text).mid(done, match.capturedStart() - done);
        made += emoji;
        done = match.capturedEnd();
    }
    return made + QStringView(text).mid(done);
}

} // namespace confab::imported
