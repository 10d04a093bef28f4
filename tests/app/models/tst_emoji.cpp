// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/emojicompletion.h"
#include "app/models/emojipickermodel.h"
#include "common/emoji/emojisequence.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// The emoji that a person uses, and the rows of the picker.
class EmojiModelsTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    static QString e(const char16_t* emoji) { return QString::fromUtf16(emoji); }
    static QVariant at(const QAbstractItemModel& model, int row, const char* role) {
        return model.index(row, 0).data(model.roleNames().key(role, -1));
    }
    QString file() const { return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())); }

private Q_SLOTS:
    void usesAreKept() {
        {
            QSettings settings(file(), QSettings::IniFormat);
            EmojiUses uses(settings);
            for (const char16_t* emoji : {u"🔥", u"👍🏽", u"❤", u"🔥", u"no", u""})
                uses.used(e(emoji));
            uses.setSkinToneNumber(3);
        }
        QSettings settings(file(), QSettings::IniFormat);
        const EmojiUses uses(settings);
        QCOMPARE(uses.recents(), QStringList({e(u"🔥"), e(u"❤️"), e(u"👍🏽")}));
        QCOMPARE(uses.skinTone(), SkinTone::Medium);
    }

    void mostUsedAreFavourites() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        QCOMPARE(uses.favourites(), QStringList({e(u"👍"), e(u"❤️"), e(u"😂")}));
        uses.setSkinToneNumber(5);
        QCOMPARE(uses.favourites().first(), e(u"👍🏿"));
        for (const char16_t* emoji : {u"🔥", u"🔥", u"🔥", u"🎉", u"😂", u"😂"})
            uses.used(e(emoji));
        QCOMPARE(uses.favourites(), QStringList({e(u"🔥"), e(u"😂"), e(u"🎉")}));
        for (int i = 0; i < 1000; ++i)
            uses.used(e(u"🎉"));
        QCOMPARE(uses.favourites().first(), e(u"🎉"));
        for (int i = 0; i < EmojiUses::countMost; ++i) // old habits do not stay for ever
            uses.used(e(u"🐈"));
        QCOMPARE(uses.favourites().first(), e(u"🐈"));
    }

    void usesAreBounded() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        for (const Emoji& emoji : emojiList())
            uses.used(emoji.sequence().toString());
        QCOMPARE(uses.recents().size(), EmojiUses::recentMost);
        QCOMPARE(settings.value(QStringLiteral("emoji/uses")).toStringList().size(), EmojiUses::recentMost);
    }

    void aBrokenFileIsRead_data() {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QStringList>("recents");
        const QStringList none;
        QTest::newRow("text") << QStringList{QStringLiteral("a 1"), QStringLiteral(" 1"), QString()} << none;
        QTest::newRow("no count") << QStringList{e(u"🔥")} << none;
        QTest::newRow("strange counts") << QStringList{e(u"🔥 x"), e(u"🎉 -5"), e(u"😂 99999999999")}
                                        << QStringList{e(u"🔥"), e(u"🎉"), e(u"😂")};
        QTest::newRow("twice") << QStringList{e(u"❤ 1"), e(u"❤️ 2")} << QStringList{e(u"❤️")};
    }
    void aBrokenFileIsRead() {
        QFETCH(QStringList, lines);
        QFETCH(QStringList, recents);
        QSettings settings(file() + QString::fromLatin1(QTest::currentDataTag()), QSettings::IniFormat);
        settings.setValue(QStringLiteral("emoji/uses"), lines);
        settings.setValue(QStringLiteral("emoji/skinTone"), 77);
        EmojiUses uses(settings);
        QCOMPARE(uses.recents(), recents);
        QCOMPARE(uses.skinTone(), SkinTone::Dark);
        uses.used(e(u"🐈"));
        QCOMPARE(uses.recents().first(), e(u"🐈"));
    }

    void wordsAreOfTheLanguage() {
        const QLocale before;
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        EmojiCompletion completion(uses);
        EmojiPickerModel model;
        model.setUses(&uses);
        const auto first = [&](const QString& word) {
            const QList<CompletionOffer> offers = completion.offers(word, 1);
            return offers.isEmpty() ? QString() : offers.first().label;
        };
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Austria));
        model.setQuery(QStringLiteral("daum"));
        uses.setSkinToneNumber(5);
        QCOMPARE(model.name(), QStringLiteral("Daumen hoch: dunkle Hautfarbe"));
        QCOMPARE(at(model, 0, "names").toStringList().value(0), QStringLiteral("Daumen hoch"));
        QCOMPARE(first(QStringLiteral("daum")), QStringLiteral("Daumen hoch"));
        QCOMPARE(first(QStringLiteral("thumbs")), QStringLiteral("Daumen hoch"));
        QLocale::setDefault(QLocale(QLocale::English));
        model.setQuery(QStringLiteral("daumen"));
        QCOMPARE(model.name(), QString());
        QCOMPARE(first(QStringLiteral("daum")), QString());
        QCOMPARE(first(QStringLiteral("thumbs")), QStringLiteral("thumbs up"));
        QLocale::setDefault(before);
    }

    void rowsAreGroups() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        EmojiPickerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setUses(&uses);
        QCOMPARE(at(model, 0, "heading").toString(), model.groups().at(1)); // nothing is recent
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QStringList emojis = at(model, row, "emojis").toStringList();
            QCOMPARE(emojis.isEmpty(), !at(model, row, "heading").toString().isEmpty());
            QCOMPARE(at(model, row, "names").toStringList().size(), emojis.size());
            QVERIFY(emojis.size() <= 8);
            shown += emojis;
        }
        QCOMPARE(shown.size(), qsizetype(emojiList().size()));
        uses.used(e(u"🔥"));
        QCOMPARE(at(model, 0, "heading").toString(), model.groups().at(1)); // not while it is open
        model.restart();
        QCOMPARE(at(model, 0, "heading").toString(), model.groups().at(0));
        QCOMPARE(at(model, 1, "emojis").toStringList(), QStringList{e(u"🔥")});
        QCOMPARE(model.emoji(), e(u"🔥"));
        model.setColumns(6);
        QCOMPARE(at(model, 3, "emojis").toStringList().size(), 6);
    }

    void aQueryShowsWhatIsFound() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        EmojiPickerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setUses(&uses);
        model.setQuery(QStringLiteral("thumbs"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(at(model, 0, "emojis").toStringList(), QStringList({e(u"👍"), e(u"👎")}));
        QCOMPARE(model.name(), QStringLiteral("thumbs up"));
        model.setQuery(QStringLiteral("xyzzy"));
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.emoji(), QString());
        QVERIFY(!model.moveBy(1, 0) && !model.moveBy(0, 1));
        QCOMPARE(model.tones(), QStringList());
        model.setQuery(QStringLiteral(" "));
        QVERIFY(model.rowCount() > 200);
    }

    void arrowsReachEveryEmoji() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        uses.used(e(u"🔥"));
        EmojiPickerModel model;
        model.setUses(&uses);
        QStringList seen{model.emoji()};
        while (model.moveBy(1, 0))
            seen << model.emoji();
        QCOMPARE(seen.size(), qsizetype(emojiList().size()) + 1);
        QCOMPARE(seen.last(), e(u"🏴󠁧󠁢󠁷󠁬󠁳󠁿"));
        for (int i = int(seen.size()) - 2; i >= 0; --i) {
            QVERIFY(model.moveBy(-1, 0));
            QCOMPARE(model.emoji(), seen[i]);
        }
        QVERIFY(!model.moveBy(-1, 0) && !model.moveBy(0, -1));
        QVERIFY(model.moveBy(0, 1)); // over the heading
        QCOMPARE(model.emoji(), e(u"😀"));
        QVERIFY(model.moveBy(7, 0) && model.moveBy(0, -1)); // into a shorter row
        QCOMPARE(model.emoji(), e(u"🔥"));
        QVERIFY(model.moveBy(0, 10'000));
        QCOMPARE(at(model, model.row(), "group").toInt(), 9);
        QVERIFY(!model.moveBy(0, 1));
        QCOMPARE(model.goToGroup(0), 0);
        QCOMPARE(model.emoji(), e(u"🔥"));
        const int heading = model.goToGroup(9);
        QCOMPARE(model.row(), heading + 1);
        QCOMPARE(model.emoji(), e(u"🏁"));
    }

    void skinTones() {
        QSettings settings(file(), QSettings::IniFormat);
        EmojiUses uses(settings);
        uses.used(e(u"👎"));
        EmojiPickerModel model;
        model.setUses(&uses);
        QCOMPARE(model.tones().size(), skinToneCount);
        QCOMPARE(model.tones().last(), e(u"👎🏿"));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        uses.setSkinToneNumber(1);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model.emoji(), e(u"👎")); // as it was used
        model.setQuery(QStringLiteral("thumbs up"));
        QCOMPARE(model.emoji(), e(u"👍🏻"));
        QCOMPARE(model.name(), QStringLiteral("thumbs up: light skin tone"));
        model.setQuery(QStringLiteral("fire"));
        QCOMPARE(model.tones(), QStringList());
    }
};

} // namespace confab::models

QTEST_GUILESS_MAIN(confab::models::EmojiModelsTest)
#include "tst_emoji.moc"
