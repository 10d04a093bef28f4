// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/limits.h"
#include "app/text/markdown.h"
#include "app/text/markup.h"
#include "tests/support/workmeter.h"

#include <QTest>

namespace confab::text {

/// The work for the longest message, whatever it says: beside that for the same length of words.
class WorkTest : public QObject {
    Q_OBJECT
private:
    static QString filled(const QString& with, qsizetype size = limits::bodyUnits) {
        return with.repeated(size / with.size() + 1).first(size);
    }
    static void show(const QString& body) {
        const Mention mentions[] = {{filled(QStringLiteral("@a"), 200), UserId{1}, false},
                                    {QStringLiteral("Ana"), UserId{2}, false}};
        const Document document = parse(body, mentions);
        const QString text = markup(document.blocks, {});
        QVERIFY(!text.isEmpty());
    }

private Q_SLOTS:
    void isBounded_data() {
        QTest::addColumn<QString>("body");
        for (const char* part : {"*",          "**a",
                                 "*a ",        "_a_",
                                 "*_",         "***a**",
                                 "~~",         "~~a",
                                 "`",          "`a``",
                                 "[",          "![",
                                 "[a](",       "[](",
                                 "]",          "[[]",
                                 "](",         "<",
                                 "<a",         "<a@",
                                 "<x:",        "&",
                                 "&#",         "\\",
                                 "\\|",        "|",
                                 "||",         "||a",
                                 ">",          "> ",
                                 ">\n",        "> a\n",
                                 "- ",         "-\n",
                                 "1. ",        "1.\n",
                                 "* * ",       "+ a\n",
                                 "#",          "# a\n",
                                 "=\n",        "a\n=\n",
                                 "---\n",      "```\n",
                                 "~~~",        "```a\n",
                                 "@",          "@a",
                                 "@a@a ",      "www.",
                                 "http://",    "https://a.b ",
                                 "https://a(", "mailto:",
                                 "\n",         " \n",
                                 "\t",         "[a]: ",
                                 "[a]:b\n",    "[a]:\n",
                                 "![a](b",     "a*b_c~d`e[f]g<h>i",
                                 "* a\n  ",    "> - ",
                                 "- > "})
            QTest::newRow(part) << filled(QString::fromLatin1(part));
        QTest::newRow("deep and deeper") << [] {
            QString text;
            for (int i = 0; text.size() < limits::bodyUnits; ++i)
                text += QString(i, u' ') % u"- a\n";
            return text.first(limits::bodyUnits);
        }();
        QTest::newRow("backticks of all lengths") << [] {
            QString text;
            for (int i = 1; text.size() < limits::bodyUnits; ++i)
                text += QString(i, u'`') % u'a';
            return text.first(limits::bodyUnits);
        }();
    }
    void isBounded() {
        QFETCH(const QString, body);
        const test::WorkMeter meter;
        const qint64 whole = meter.least([&] { show(body); }, 3);
        const qint64 half = meter.least([&] { show(body.first(body.size() / 2)); }, 3);
        const qint64 words = meter.least([] { show(filled(QStringLiteral("*word* word "))); }, 3);
        qInfo("%lld, half %lld, words %lld", whole / 1000, half / 1000, words / 1000);
        QVERIFY2(whole < 20 * words, "some text costs far more than words");
    }
};

} // namespace confab::text

QTEST_APPLESS_MAIN(confab::text::WorkTest)
#include "tst_work.moc"
