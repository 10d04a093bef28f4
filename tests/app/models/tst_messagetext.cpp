// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messageinput.h"
#include "app/models/messagetext.h"
#include "common/protocol/limits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

namespace confab::models {

/// Texts of messages by their length: too long to be sent or pasted, folded, shown large.
class MessageTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void charactersThatHaveToGo() {
        const int most = int(limits::messageBytes);
        QCOMPARE(charactersOver({}), 0);
        QCOMPARE(charactersOver(QString(most, u'x')), 0);
        QCOMPARE(charactersOver(QString(most + 7, u'x')), 7);
        QCOMPARE(charactersOver(u' ' + QString(most, u'x') + u'\n'), 0); // is sent without
        QCOMPARE(charactersOver(QString(most / 3, QChar(0x20AC))), 0);   // three bytes each
        QCOMPARE(charactersOver(QString(most / 3 + 5, QChar(0x20AC))), 5);
        const QString party = QString::fromUtf8("🎉"); // four bytes, two units
        QCOMPARE(charactersOver(party.repeated(most / 4)), 0);
        QCOMPARE(charactersOver(party.repeated(most / 4 + 3)), 3);
    }

    void tooLongIsSaidInCharacters() {
        MessageInput input;
        QVERIFY(!input.isSendable());
        input.setText(QStringLiteral(" \n"));
        QVERIFY(!input.isSendable());
        input.setText(QStringLiteral("hello"));
        QVERIFY(input.isSendable() && input.problem().isEmpty());
        input.setText(QString(limits::messageBytes + 1, u'x'));
        QVERIFY(!input.isSendable());
        QVERIFY2(input.problem().contains(QStringLiteral(" 1 ")), qPrintable(input.problem()));
        input.setText(QString(limits::messageBytes + 283'616, u'x'));
        QCOMPARE(input.problem(), QStringLiteral("Too long by about %1 characters.").arg(QLocale().toString(280'000)));
    }

    void aGreatPasteNeverReachesTheView_data() {
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("about");
        QTest::newRow("one word of 300,000") << 300'000 << 280'000;
        QTest::newRow("a million") << 1'000'000 << 980'000;
    }
    void aGreatPasteNeverReachesTheView() {
        QFETCH(const int, length);
        QFETCH(const int, about);
        MessageInput input;
        QSignalSpy changed(&input, &MessageInput::changed);
        QGuiApplication::clipboard()->setText(QString(length, u'x'));
        QCOMPARE(input.pasted(0), QString());
        QCOMPARE(input.problem(), QStringLiteral("Too long by about %1 characters.").arg(QLocale().toString(about)));
        QCOMPARE(changed.size(), 1);
        input.setText(QStringLiteral("h")); // typing continues
        QVERIFY(input.problem().isEmpty());
        QGuiApplication::clipboard()->setText(QStringLiteral("a\r\nb\rc"));
        QCOMPARE(input.pasted(0), QStringLiteral("a\nb\nc"));
        QVERIFY(input.problem().isEmpty());
        // The text that stays in the view counts, too.
        QGuiApplication::clipboard()->setText(QString(MessageInput::unitsMost / 2 + 1, u'x'));
        QVERIFY(!input.pasted(MessageInput::unitsMost / 2 - 1).isEmpty());
        QVERIFY(input.pasted(MessageInput::unitsMost / 2).isEmpty());
        QVERIFY(!input.problem().isEmpty());
    }

    /// The view lays out the paragraph of the cursor at each key.
    void onlyShortParagraphsAreShaped() {
        const QString most(MessageInput::shapedUnitsMost, u'x');
        MessageInput input;
        QVERIFY(input.isShapeable());
        for (const QString& text : {most, QString(most % u'\n' % most), QString(u'\n' % most % u'\n')}) {
            input.setText(text);
            QVERIFY(input.isShapeable());
        }
        for (const QString& text : {QString(most % u'x'), QString(u"y\n" % most % u'x'), QString(most % u"x\ny")}) {
            input.setText(text);
            QVERIFY(!input.isShapeable());
        }
        input.setText({});
        QVERIFY(input.isShapeable());
    }

    void longMessagesFold() {
        const auto lines = [](int count) {
            return QStringList(QList<QString>(count, QStringLiteral("x"))).join(u'\n');
        };
        QCOMPARE(excerptOf(lines(30), 30).text, lines(30));
        QCOMPARE(excerptOf(lines(35), 30).text, lines(35)); // not for so few
        const Excerpt folded = excerptOf(lines(16'000), 30);
        QCOMPARE(folded.text.count(u'\n'), 29);
        QVERIFY(folded.text.endsWith(u'…'));
        QCOMPARE(folded.hiddenLines, 16'000 - 30);
        QCOMPARE(excerptOf(lines(16'000), 230).text.count(u'\n'), 229);
        // One line wraps into many.
        const Excerpt wide = excerptOf(QString(16'000, u'x'), 30);
        QCOMPARE(wide.text.size(), 30 * charactersPerLine + 1);
        QVERIFY(wide.hiddenLines > 100);
        // Never half a character.
        const QString party = QString::fromUtf8("x🎉");
        for (int lines = 1; lines < 12; ++lines) {
            const QString text = excerptOf(party.repeated(8000), lines).text.chopped(1);
            QVERIFY(!text.back().isHighSurrogate());
        }
    }

    void emojiAlone_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("only");
        const auto row = [](const char* text, bool only) { QTest::newRow(text) << QString::fromUtf8(text) << only; };
        row("🎂🎂🎂", true);
        row("👩‍👩‍👧‍👦🏳️‍🌈🇩🇪🧑🏽‍💻", true);
        row("👍🏽 ❤️\n1️⃣", true);
        row("☀️", true);
        row("⭐", true);
        row("Me 👋", false);
        row("👋!", false);
        row("12", false);
        row("日本語", false);
        row("✓", false);
        row("❤", false); // text, until a variation selector follows
        row("™", false);
        row("❤️", true);
        row("👁‍🗨", true); // a spelling without variation selectors
        row("🏴󠁧󠁢󠁳󠁣󠁴󠁿", true);
        row("🏽", false);
        row("👩‍", false);     // joined to nothing
        row("🎂‍🎂", false); // which is no emoji
        row("", false);
        row("  ", false);
        row("🇩", false);
        row("🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂🎂", false); // too many of them
    }
    void emojiAlone() {
        QFETCH(const QString, text);
        QTEST(isEmojiOnly(text), "only");
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::MessageTextTest)
#include "tst_messagetext.moc"
