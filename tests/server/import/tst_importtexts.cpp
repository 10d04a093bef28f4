// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/limits.h"
#include "server/import/emojinames.h"
#include "server/import/slacktext.h"
#include "server/import/texts.h"

#include <QTest>

using namespace confab;
using namespace confab::imported;

/// The markup of others as Confab's, and texts that are too long.
class TestImportTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slackMarkup_data() {
        QTest::addColumn<QString>("slack");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* slack, const char* expected) {
            QTest::newRow(slack) << QString::fromUtf8(slack) << QString::fromUtf8(expected);
        };
        row("hello <@U1>", "hello @Ana");
        row("<@U404|nobody> and <@U404>", "@nobody and @U404");
        row("<!here> <!channel> <!subteam^S1|@crew>", "@here @room @crew");
        row("<#C1|general>", "#general");
        row("<https://a.example/x>", "https://a.example/x");
        row("<https://a.example/?a=1&amp;b=2|the [page]>", "[the (page)](https://a.example/?a=1&b=2)");
        row("<mailto:a@b.example|a@b.example>", "a@b.example");
        row("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3");
        row("*bold* ~gone~ _leaning_", "**bold** ~~gone~~ _leaning_");
        row("2*3*4 and * stars *", "2*3*4 and * stars *");
        row("`*code* <@U1> :tada: &lt;`", "`*code* <@U1> :tada: <`");
        row("```\n*x* :tada:\n``` :tada:", "```\n*x* :tada:\n``` 🎉");
        row(":+1::skin-tone-5: :red_heart: :no_such: 10:20:30", "👍🏾 ❤️ :no_such: 10:20:30");
        row("a < b", "a < b");
    }
    void slackMarkup() {
        QFETCH(QString, slack);
        QFETCH(QString, expected);
        const auto nameOf = [](const QString& id) { return id == u"U1" ? QStringLiteral("Ana") : QString(); };
        QCOMPARE(textOfSlack(slack, nameOf), expected);
    }

    void longTextsBecomeSeveral() {
        const QString line = QString(99, QChar(u'ä')) + u'\n'; // 199 bytes
        const QString text = line.repeated(200) + QStringLiteral("\U0001F600").repeated(5000);
        const QStringList parts = messagesOf(text);
        QVERIFY(parts.size() > 2);
        QCOMPARE(parts.join(QString()), text);
        for (const QString& part : parts)
            QVERIFY2(part.toUtf8().size() <= limits::messageBytes && !part.front().isLowSurrogate(),
                     "a part is broken");
        QVERIFY2(parts.first().endsWith(u'\n'), "better between lines");
        QVERIFY(messagesOf(QStringLiteral(" \n ")).isEmpty());
    }

    void idsFollowFromNames() {
        QCOMPARE(derivedId(QStringLiteral("a")), derivedId(QStringLiteral("a")));
        QVERIFY(derivedId(QStringLiteral("a")) != derivedId(QStringLiteral("b")));
        QCOMPARE(derivedId(QStringLiteral("a")).size(), 36);
    }
};

QTEST_APPLESS_MAIN(TestImportTexts)
#include "tst_importtexts.moc"
