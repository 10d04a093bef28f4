// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojilanguage.h"
#include "common/emoji/emojilist.h"
#include "common/emoji/emojisequence.h"
#include "tests/common/emojitest.h"

#include <QTest>

namespace confab {

/// The emoji that a picker offers, with names, keywords and skin tones.
class TestEmojiList : public QObject {
    Q_OBJECT
private:
    static bool hasTone(const QString& sequence) {
        for (const char32_t point : sequence.toUcs4()) {
            if (point >= 0x1f3fb && point <= 0x1f3ff)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    /// Each once, in Unicode's order, under its name.
    void offersAllOfUnicodesList() {
        QStringList sequences, names;
        for (const auto& [sequence, status, name] : test::listedEmoji()) {
            if (status != u"fully-qualified" || hasTone(sequence))
                continue;
            sequences << sequence;
            names << name;
        }
        QVERIFY(sequences.size() > 1800);
        QStringList offered, offeredNames;
        for (const Emoji& emoji : emojiList()) {
            offered << emoji.sequence().toString();
            offeredNames << emoji.name();
        }
        QCOMPARE(offered, sequences);
        QCOMPARE(offeredNames, names);
    }

    /// Every emoji with one skin tone belongs to one without; those of several tones are not offered.
    void knowsAllSkinTones() {
        QSet<QString> toned;
        for (const Emoji& emoji : emojiList()) {
            QCOMPARE(emoji.withTone(SkinTone::None), emoji.sequence().toString());
            for (int tone = 1; tone < skinToneCount; ++tone) {
                const QString variant = emoji.withTone(SkinTone(tone));
                QCOMPARE(variant != emoji.sequence(), emoji.hasSkinTones());
                QCOMPARE(normalisedEmoji(variant), variant);
                QCOMPARE(findEmoji(variant), &emoji);
                if (emoji.hasSkinTones())
                    toned.insert(variant);
            }
        }
        QVERIFY(toned.size() > 1500);
        for (const auto& [sequence, status, name] : test::listedEmoji()) {
            if (status == u"fully-qualified" && hasTone(sequence) && !name.contains(u','))
                QVERIFY2(toned.contains(sequence), qPrintable(name));
        }
    }

    void groupsFollowEachOther() {
        QCOMPARE(emojiGroups().size(), size_t(9));
        QCOMPARE(QString::fromUtf8(emojiGroups().front()), QStringLiteral("Smileys & Emotion"));
        int group = 0;
        for (const Emoji& emoji : emojiList()) {
            QVERIFY(emoji.group == group || emoji.group == group + 1);
            group = emoji.group;
        }
        QCOMPARE(group, 8);
    }

    void keywordsAreWords() {
        int withKeywords = 0;
        for (const Emoji& emoji : emojiList()) {
            const QString text = QString::fromUtf8(emoji.searched);
            QCOMPARE(text, text.toLower());
            QVERIFY(!text.contains(QStringLiteral("  ")) && !text.contains(u':') && !text.startsWith(u'|'));
            withKeywords += text.contains(u'|');
        }
        QVERIFY(withKeywords > 1700); // those of the newest Unicode are not in CLDR yet
        QCOMPARE(QByteArray(findEmoji(u"👍")->searched), QByteArray("thumbs up|+1|hand|thumb|up"));
        QCOMPARE(QByteArray(findEmoji(u"🇨🇮")->searched), QByteArray("flag cote divoire|flag"));
    }

    void names_data() {
        QTest::addColumn<QString>("emoji");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << QString::fromUtf16(u"😂") << QStringLiteral("face with tears of joy");
        QTest::newRow("fully-qualified") << QString::fromUtf16(u"❤️") << QStringLiteral("red heart");
        QTest::newRow("unqualified") << QString::fromUtf16(u"❤") << QStringLiteral("red heart");
        QTest::newRow("skin tone") << QString::fromUtf16(u"👍🏿") << QStringLiteral("thumbs up: dark skin tone");
        QTest::newRow("couple") << QString::fromUtf16(u"🧑🏽‍🤝‍🧑🏽")
                                << QStringLiteral("people holding hands: medium skin tone");
        QTest::newRow("text") << QStringLiteral("a") << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("heart of a skin tone") << QString::fromUtf16(u"❤🏽") << QString();
    }
    void names() {
        QFETCH(QString, emoji);
        QFETCH(QString, name);
        QCOMPARE(emojiName(emoji), name);
        QCOMPARE(findEmoji(emoji) != nullptr, !name.isEmpty());
    }

    void germanNames() {
        const EmojiLanguage* const german = emojiLanguage(u"de");
        QVERIFY(german);
        const auto name = [german](const char16_t* emoji) { return emojiName(QString::fromUtf16(emoji), german); };
        QCOMPARE(name(u"👍"), QStringLiteral("Daumen hoch"));
        QCOMPARE(name(u"👍🏿"), QStringLiteral("Daumen hoch: dunkle Hautfarbe"));
        QCOMPARE(name(u"❤"), QStringLiteral("rotes Herz"));
        QCOMPARE(name(u"🇦🇹"), QString::fromUtf16(u"Flagge: Österreich"));
        QCOMPARE(name(u"🫨"), QStringLiteral("shaking face")); // newer than CLDR's names here
        QCOMPARE(name(u"a"), QString());
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::TestEmojiList)
#include "tst_emojilist.moc"
