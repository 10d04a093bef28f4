// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/typedmarks.h"

#include <QTest>

namespace confab::text {

/// The looks of a typed line, as one letter for each character.
class TypedMarksTest : public QObject {
    Q_OBJECT
private:
    static QString letters(const QList<TypedLook>& looks) {
        QString text;
        for (const TypedLook look : looks) {
            QChar letter = u' ';
            for (const auto& [typed, c] : {std::pair{Typed::Quote, u'q'},
                                           {Typed::Spoiler, u'h'},
                                           {Typed::Bold, u'b'},
                                           {Typed::Italic, u'i'},
                                           {Typed::Strike, u's'},
                                           {Typed::Code, u'c'},
                                           {Typed::Link, u'l'},
                                           {Typed::Mark, u'.'}}) {
                if (look.testFlag(typed))
                    letter = c;
            }
            text += letter;
        }
        return text;
    }

private Q_SLOTS:
    void lines_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("looks");
        const auto row = [](const char* line, const char* looks) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(looks);
        };
        row("plain 2 * 3", "           ");
        row("a **b** c", "  ..b..  ");
        row("*a* _b_", ".i. .i.");
        row("***a***", "...i...");
        row("~~a~~ ||b||", "..s.. ..h..");
        row("**a *b* c**", "..bb.i.bb..");
        row("`a *b*`", ".ccccc.");
        row("``a`b``", "..ccc..");
        row("`open", "     ");
        row("snake_case_x", "            ");
        row("\\*a\\*", ".  . ");
        row("> a *b*", "..qq.i.");
        row("# head", ".bbbbb");
        row("#tag", "    ");
        row("[a](https://b.c) d", ".l..............  ");
        row("[a](file:///b)", "              ");
        row("x https://b.c/_d_.", "  llllllllllllll  ");
        row("a || b || c", "           ");
    }
    void lines() {
        QFETCH(const QString, line);
        const TypedLine typed = typedLine(line, 0);
        QTEST(letters(typed.looks), "looks");
        QCOMPARE(typed.fence, 0);
    }

    void codeGoesOnUntilItsFence() {
        int fence = 0;
        QString looks;
        for (const QStringView line : {u"```c", u"*a*", u"~~~", u"``", u"````", u"*a*"}) {
            const TypedLine typed = typedLine(line, fence);
            looks += letters(typed.looks) % u'/';
            fence = typed.fence;
        }
        QCOMPARE(looks, QStringLiteral("..../ccc/ccc/cc/..../.i./"));
        QVERIFY(typedLine(u"~~~", 0).fence != 0 && typedLine(u"~~~", typedLine(u"~~~~", 0).fence).fence != 0);
    }
};

} // namespace confab::text

QTEST_APPLESS_MAIN(confab::text::TypedMarksTest)
#include "tst_typedmarks.moc"
