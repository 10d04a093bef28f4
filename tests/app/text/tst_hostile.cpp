// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/links.h"
#include "app/text/markdown.h"
#include "app/text/markup.h"
#include "tests/app/text/hostiletexts.h"
#include "tests/app/text/markupcheck.h"
#include "tests/support/realtext.h"

#include <QTest>

namespace confab::text {

/// Whatever a message says, its markup consists of our tags and of text.
class HostileTest : public QObject {
    Q_OBJECT
private:
    static QSet<int> all(const Document& document) {
        QSet<int> numbers;
        for (int i = 0; i < document.spoilers; ++i)
            numbers.insert(i);
        return numbers;
    }
    static QString broken(const QString& body) {
        const Mention mentions[] = {{QStringLiteral("<img"), UserId{1}, false},
                                    {QStringLiteral("Ana"), UserId{2}, true}};
        const Document document = parse(body, mentions);
        if (document.blocks.isEmpty())
            return QStringLiteral("nothing is shown");
        for (const Link& link : document.links) {
            if (!isOpenable(link.target))
                return QStringLiteral("opens ") + link.target;
        }
        Palette palette;
        palette.codeFamily = QStringLiteral("x';\"><img src=y>");
        for (const QSet<int>& revealed : {QSet<int>(), all(document)}) {
            const QString wrong = test::wrongInMarkup(markup(document.blocks, palette, revealed));
            if (!wrong.isEmpty())
                return wrong;
        }
        return plainText(body).contains(u'\n') ? QStringLiteral("two lines") : QString();
    }

private Q_SLOTS:
    void theCheckKnowsWhatIsWrong_data() {
        QTest::addColumn<QString>("markup");
        for (const char* wrong : {"<img src=\"x\">", "<p>", "a < b", "a & b", "\"", "<b>", "</b>", "<b><i></b></i>",
                                  "<a href=\"http://x\">x</a>", "<span style=\"background-image:url(x)\">x</span>",
                                  "<b onclick=\"x\">x</b>", "<B>x</B>", "&nbsp;", "<b"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong);
    }
    void theCheckKnowsWhatIsWrong() {
        QFETCH(const QString, markup);
        QVERIFY(!test::wrongInMarkup(markup).isEmpty());
        QVERIFY(test::wrongInMarkup(QStringLiteral("<b>x &lt; y<br/></b>")).isEmpty());
    }

    void markupIsOursAlone() {
        const QStringList texts = test::hostileTexts(QStringLiteral("http://127.0.0.1:1/x.png"));
        QVERIFY2(texts.size() >= 300, qPrintable(QString::number(texts.size())));
        for (const QString& text : texts) {
            const QString wrong = broken(text);
            QVERIFY2(wrong.isEmpty(), qPrintable(QString(text % u"\n" % wrong)));
        }
    }

    void soIsThatOfRealTexts() {
        for (const realtext::Source& source : realtext::all()) {
            QVERIFY2(source.messages.size() > 400, source.name);
            for (const QString& text : source.messages) {
                const QString wrong = broken(text);
                QVERIFY2(wrong.isEmpty(), qPrintable(QString(text % u"\n" % wrong)));
            }
        }
    }

    /// Marks may vanish, words may not: of every text each letter and digit is shown, or stands in a link's target.
    void nothingThatWasWrittenIsLost() {
        for (const realtext::Source& source : {realtext::fortunes(), realtext::naughtyStrings()}) {
            for (const QString& text : source.messages) {
                const Document document = parse(text);
                QString shown;
                for (const Block& block : document.blocks) {
                    shown += block.marker % block.language;
                    for (const Span& span : block.spans)
                        shown += span.text;
                }
                for (const Link& link : document.links)
                    shown += link.target;
                const auto letters = [](const QString& from) {
                    return std::count_if(from.begin(), from.end(), [](QChar c) { return c.isLetter(); });
                };
                QVERIFY2(letters(shown) >= letters(text), qPrintable(text));
            }
        }
    }
};

} // namespace confab::text

QTEST_APPLESS_MAIN(confab::text::HostileTest)
#include "tst_hostile.moc"
