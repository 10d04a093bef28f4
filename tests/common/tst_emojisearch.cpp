// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojilanguage.h"
#include "common/emoji/emojisearch.h"

#include <QTest>

#include <ctime>

namespace confab {

/// Emoji by plain words.
class TestEmojiSearch : public QObject {
    Q_OBJECT
private:
    static QStringList found(const QString& query, size_t most = 10'000, const EmojiLanguage* language = nullptr) {
        QStringList sequences;
        for (const Emoji* emoji : searchEmoji(query, most, language))
            sequences << emoji->sequence().toString();
        return sequences;
    }

private Q_SLOTS:
    void foldsWords_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("name") << QStringLiteral("Thumbs_Up") << QStringLiteral("thumbs up");
        QTest::newRow("hyphen") << QStringLiteral("upside-down") << QStringLiteral("upside down");
        QTest::newRow("signs") << QStringLiteral("+1 -1 #") << QStringLiteral("+1 -1 #");
        QTest::newRow("accents") << QString::fromUtf16(u"Côte d’Ivoire: 1.") << QStringLiteral("cote divoire 1");
        QTest::newRow("nothing") << QStringLiteral("  _ . ") << QString();
    }
    void foldsWords() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QCOMPARE(foldedWords(text), words);
    }

    /// What the table's script folds is what a query folds to: each name finds its emoji first.
    void everyNameFindsItsEmoji() {
        for (const Emoji& emoji : emojiList()) {
            const auto all = searchEmoji(emoji.name(), 1);
            QVERIFY2(!all.empty(), emoji.utf8Name);
            QCOMPARE(all.front()->name(), emoji.name());
        }
    }

    void firstOf_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");
        const auto row = [](const char16_t* query, const char16_t* first) {
            QTest::newRow(qPrintable(QString::fromUtf16(query)))
                << QString::fromUtf16(query) << QString::fromUtf16(first);
        };
        row(u"thu", u"👍");       // a name begins with it
        row(u"thumbs up", u"👍"); // the name
        row(u"thumbs_up", u"👍"); // as it is typed behind ':'
        row(u"up thumbs", u"👍"); // in any order
        row(u"THUMBS D", u"👎");
        row(u"+1", u"👍"); // a keyword
        row(u"-1", u"👎");
        row(u"heart", u"❤️"); // a keyword before the names that begin with it
        row(u"joy", u"😂");
        row(u"tada", u"🎉");
        row(u"fire", u"🔥");
        row(u"car", u"🚗");
        row(u"cat", u"🐈");
        row(u"germ", u"🇩🇪"); // a word within the name
        row(u"cote", u"🇨🇮");
        row(u"womans h", u"👒");
        row(u"keycap 1", u"1️⃣");
    }
    void firstOf() {
        QFETCH(QString, query);
        QFETCH(QString, first);
        QCOMPARE(found(query).value(0), first);
    }

    void germanNameFindsItsEmoji() {
        const EmojiLanguage* const german = emojiLanguage(u"de_AT");
        QVERIFY(german && german == emojiLanguage(u"de"));
        QVERIFY(!emojiLanguage(u"en_GB") && !emojiLanguage(u"C") && !emojiLanguage(u"") && !emojiLanguage(u"d"));
        int named = 0;
        for (const Emoji& emoji : emojiList()) {
            const QString name = emoji.name(german);
            named += name != emoji.name();
            const auto all = searchEmoji(name, 1, german);
            QVERIFY2(!all.empty(), qPrintable(name));
            QCOMPARE(all.front()->name(german), name);
        }
        QVERIFY2(named > 1700, qPrintable(QString::number(named)));
    }

    void firstInGerman_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");
        const auto row = [](const char16_t* query, const char16_t* first) {
            QTest::newRow(qPrintable(QString::fromUtf16(query)))
                << QString::fromUtf16(query) << QString::fromUtf16(first);
        };
        row(u"dau", u"👍");
        row(u"Daumen_hoch", u"👍");
        row(u"daumen runter", u"👎");
        row(u"Flugzeug", u"✈️");
        row(u"Österr", u"🇦🇹");
        row(u"osterr", u"🇦🇹");
        row(u"thumbs up", u"👍"); // in English, too
        row(u"tada", u"🎉");
        row(u"germany", u"🇩🇪");
    }
    void firstInGerman() {
        QFETCH(QString, query);
        QFETCH(QString, first);
        QCOMPARE(found(query, 5, emojiLanguage(u"de")).value(0), first);
    }

    /// Each once, and those that the language's words find before those of the English ones.
    void englishComesLast() {
        const QStringList german = found(QStringLiteral("arm"), 10'000, emojiLanguage(u"de"));
        QCOMPARE(QSet<QString>(german.begin(), german.end()).size(), german.size());
        const QStringList english = found(QStringLiteral("arm"));
        for (const QString& emoji : english)
            QVERIFY2(german.contains(emoji), qPrintable(emoji));
        const QString armchair = QString::fromUtf16(u"💺"); // "seat", a keyword of which is "chair"
        QVERIFY(found(QStringLiteral("chair"), 10'000, emojiLanguage(u"de")).contains(armchair));
    }

    void allHaveTheWord() {
        const QStringList cars = found(QStringLiteral("car"));
        QVERIFY(cars.size() > 10);
        QVERIFY(cars.contains(QString::fromUtf16(u"🥕")));  // carrot
        QVERIFY(!cars.contains(QString::fromUtf16(u"🧣"))); // scarf: not in the middle of a word
        QCOMPARE(QSet<QString>(cars.begin(), cars.end()).size(), cars.size());
        QCOMPARE(found(QStringLiteral("car"), 3), cars.first(3));
    }

    void nothingIsFound_data() {
        QTest::addColumn<QString>("query");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces") << QStringLiteral("   ");
        QTest::newRow("punctuation") << QStringLiteral("|/:");
        QTest::newRow("no word") << QStringLiteral("xyzzy");
        QTest::newRow("one word of two") << QStringLiteral("heart xyzzy");
        QTest::newRow("long") << QString(searchUnitsMost + 1, u'a');
        QTest::newRow("lone surrogate") << QString(QChar(0xd83d));
    }
    void nothingIsFound() {
        QFETCH(QString, query);
        QCOMPARE(found(query), QStringList());
    }

    /// A search is part of a key press. Processor time, which other programs do not add to.
    void takesLessThanAMillisecond() {
        const QStringList queries{QStringLiteral("e"), QStringLiteral("face"), QStringLiteral("heart with arrow"),
                                  QStringLiteral("xyzzy"), QStringLiteral("s s s s s s s s")};
        const std::clock_t before = std::clock();
        for (int i = 0; i < 100; ++i)
            QVERIFY(!searchEmoji(queries[i % queries.size()], 50).empty() || i % queries.size() == 3);
        const double each = double(std::clock() - before) / CLOCKS_PER_SEC / 100;
        qInfo("%.3f ms", each * 1000);
#if !defined(__SANITIZE_ADDRESS__)
        QVERIFY(each < 0.001);
#endif
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::TestEmojiSearch)
#include "tst_emojisearch.moc"
