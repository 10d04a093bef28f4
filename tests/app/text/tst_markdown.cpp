// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/limits.h"
#include "app/text/markdown.h"
#include "app/text/markup.h"

#include <QTest>

namespace confab::text {

namespace {

/// A document in a short form: a block is "kind[quotes,indent,marker]: spans", a span "text{styles}".
QString described(const Document& document) {
    QStringList blocks;
    for (const Block& block : document.blocks) {
        QString text = QStringLiteral("PHCR").at(int(block.kind));
        text += QString(u'>').repeated(block.quotes) % QString(u'+').repeated(block.indent) % block.marker;
        if (!block.language.isEmpty())
            text += u'(' % block.language % u')';
        text += u':';
        for (const Span& span : block.spans) {
            QString marks;
            for (const auto& [style, letter] :
                 {std::pair{Style::Bold, 'b'}, {Style::Italic, 'i'}, {Style::Strike, 's'}, {Style::Code, 'c'}}) {
                if (span.styles.testFlag(style) && block.kind != Block::Kind::Code)
                    marks += QLatin1Char(letter);
            }
            if (span.link >= 0)
                marks += u'=' % document.links[span.link].target % (document.links[span.link].named ? u"!" : u"");
            if (span.spoiler >= 0)
                marks += u'?' % QString::number(span.spoiler);
            if (span.names != Span::Names::Nobody)
                marks += (span.names == Span::Names::Reader ? u"@@" : u"@") % QString::number(span.mention.value);
            text += marks.isEmpty() ? span.text : QString(span.text % u'{' % marks % u'}');
        }
        blocks.append(text.replace(u'\n', u'/'));
    }
    return blocks.join(u'|');
}

} // namespace

/// Bodies of messages and what they become.
class MarkdownTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blocks_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("document");
        const auto row = [](const char16_t* body, const char16_t* document) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(body)))
                << QString::fromUtf16(body) << QString::fromUtf16(document);
        };
        row(u"one", u"P:one");
        row(u"one\ntwo", u"P:one/two");
        row(u"one\n\ntwo", u"P:one|P:two");
        row(u"  one", u"P:one");
        row(u"    not code", u"P:not code");
        row(u"# Plan\nfirst", u"H:Plan|P:first");
        row(u"#tag", u"P:#tag");
        row(u"a\n***\nb", u"P:a|R:|P:b");
        row(u"> they\nme", u"P>:they|P:me");
        row(u"> one\n> two\n\nme", u"P>:one/two|P:me");
        row(u">> deep\n> flat", u"P>>:deep/flat");
        row(u"- a\n- b", u"P+•:a|P+•:b");
        row(u"* a\n  * b\n* c", u"P+•:a|P++•:b|P+•:c");
        row(u"3. a\n4. b", u"P+3.:a|P+4.:b");
        row(u"1) a", u"P+1):a");
        row(u"- a\nthat is all", u"P+•:a|P:that is all");
        row(u"- a\n  more of it", u"P+•:a/more of it");
        row(u"-", u"P+•:");
        row(u"- one\n\n  two", u"P+•:one|P+:two");
        row(u"> - a\n> - b", u"P>+•:a|P>+•:b");
        row(u"2026. A year", u"P+2026.:A year");
        row(u"3.14 is pi", u"P:3.14 is pi");
        row(u"-1 degrees", u"P:-1 degrees");
        row(u"+1", u"P:+1");
    }
    void blocks() {
        QFETCH(const QString, body);
        QTEST(described(parse(body)), "document");
    }

    void code_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("document");
        const auto row = [](const char16_t* body, const char16_t* document) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(body)))
                << QString::fromUtf16(body) << QString::fromUtf16(document);
        };
        row(u"```\na *b*\n```", u"C:a *b*");
        row(u"```c++\nint x;\n\n  y\n```\nafter", u"C(c++):int x;//  y|P:after");
        row(u"~~~\n```\n~~~", u"C:```");
        row(u"```\nopen", u"C:open");
        row(u"```\nall:\n\tcc\t-o\n```", u"C:all:/\tcc\t-o");
        row(u"```\n> a\nb\n- c\nd\n```", u"C:> a/b/- c/d");
        row(u"```two words\nx\n```", u"C:two words/x");
        row(u"```<img>\nx\n```", u"C:<img>/x");
        row(u"```\nhttps://example.org @Ana [a]: b ||c||\n```", u"C:https://example.org @Ana [a]: b ||c||");
        row(u"```whole```", u"P:whole{c}");
        row(u"`a*b*`", u"P:a*b*{c}");
        row(u"`` a`b ``", u"P:a`b{c}");
        row(u"`<https://example.org>` `||x||` `@Ana`", u"P:<https://example.org>{c} ||x||{c} @Ana{c}");
        row(u"- text\n  ```sh\n  ls\n  ```", u"P+•:text|C+(sh):ls");
        row(u"> ```\n> ls\n> ```", u"C>:ls");
        row(u"`open", u"P:`open");
    }
    void code() {
        QFETCH(const QString, body);
        const Mention ana{QStringLiteral("Ana"), UserId{7}, false};
        QTEST(described(parse(body, {&ana, 1})), "document");
    }

    void styles_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("document");
        const auto row = [](const char16_t* body, const char16_t* document) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(body)))
                << QString::fromUtf16(body) << QString::fromUtf16(document);
        };
        row(u"a **b** *c* _d_ ~~e~~", u"P:a b{b} c{i} d{i} e{s}");
        row(u"***both***", u"P:both{bi}");
        row(u"snake_case_name 2*3*4", u"P:snake_case_name 23{i}4");
        row(u"2 * 3 * 4", u"P:2 * 3 * 4");
        row(u"\\*a\\*", u"P:*a*");
        row(u"**open", u"P:**open");
        row(u"<b>raw</b>", u"P:<b>raw</b>");
        row(u"<!-- x --> &amp; &lt;", u"P:<!-- x --> &amp; &lt;");
        row(u"[a]: https://example.org", u"P:[a]: https://example.org{=https://example.org}");
        row(u"||a||", u"P:a{?0}");
        row(u"x ||a **b**|| ||c||", u"P:x a {?0}b{b?0} c{?1}");
        row(u"a || b || c", u"P:a || b || c");
        row(u"||||", u"P:||||");
        row(u"||open", u"P:||open");
        row(u"\\||a\\||", u"P:||a||");
        row(u"||a\n\nb||", u"P:||a|P:b||");
        row(u"||@Ana https://example.org||", u"P:@Ana{?0@7} {?0}https://example.org{=https://example.org?0}");
        row(u"@Ana hi", u"P:@Ana{@7} hi");
        row(u"@ana, @Ana_B_c", u"P:@ana{@7}, @Ana_B_c{@9}");
        row(u"@Anabel me@Ana", u"P:@Anabel me@Ana");
        row(u"**@Me**", u"P:@Me{b@@8}");
        row(u"@room", u"P:@room{@@0}");
        row(u"@nobody", u"P:@nobody");
    }
    void styles() {
        QFETCH(const QString, body);
        const Mention mentions[] = {{QStringLiteral("Ana"), UserId{7}, false},
                                    {QStringLiteral("Ana_B_c"), UserId{9}, false},
                                    {QStringLiteral("Me"), UserId{8}, true},
                                    {QStringLiteral("room"), UserId{}, true}};
        QTEST(described(parse(body, mentions)), "document");
    }

    void links_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("document");
        const auto row = [](const char16_t* body, const char16_t* document) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(body)))
                << QString::fromUtf16(body) << QString::fromUtf16(document);
        };
        row(u"see https://example.org/a_b_c.", u"P:see https://example.org/a_b_c{=https://example.org/a_b_c}.");
        row(u"(https://example.org)", u"P:(https://example.org{=https://example.org})");
        row(u"**https://example.org**", u"P:https://example.org{b=https://example.org}");
        row(u"<https://example.org>", u"P:https://example.org{=https://example.org}");
        row(u"www.example.org", u"P:www.example.org{=https://www.example.org}");
        row(u"[docs](https://example.org)", u"P:docs{=https://example.org!}");
        row(u"[docs](<https://example.org>)", u"P:docs{=https://example.org!}");
        row(u"[docs](https://example.org \"title\")", u"P:docs{=https://example.org!}");
        row(u"[**d**ocs](https://example.org)", u"P:d{b=https://example.org!}ocs{=https://example.org!}");
        row(u"[](https://example.org)", u"P:https://example.org{=https://example.org}");
        row(u"[https://bank.example](https://evil.example)", u"P:https://bank.example{=https://evil.example!}");
        row(u"[example.org](https://example.org/)", u"P:example.org{=https://example.org/}");
        row(u"https://bank.example@evil.example",
            u"P:https://bank.example@evil.example{=https://bank.example@evil.example!}");
        row(u"[x](javascript:alert(1))", u"P:[x](javascript:alert(1))");
        row(u"[x](/etc/passwd)", u"P:[x](/etc/passwd)");
        row(u"a[1](2)", u"P:a[1](2)");
        row(u"<javascript:alert(1)>", u"P:<javascript:alert(1)>");
        row(u"<ana@example.org>", u"P:ana@example.org{=mailto:ana@example.org}");
        row(u"![cat](https://example.org/c.png)", u"P:cat{=https://example.org/c.png!}");
        row(u"![](https://example.org/c.png)", u"P:https://example.org/c.png{=https://example.org/c.png}");
        row(u"![x](file:///etc/passwd)", u"P:![x](file:///etc/passwd)");
        row(u"[![cat](https://a.example)](https://b.example)", u"P:cat{=https://b.example!}");
        row(u"[@Ana](https://example.org)", u"P:@Ana{=https://example.org!}");
    }
    void links() {
        QFETCH(const QString, body);
        const Mention ana{QStringLiteral("Ana"), UserId{7}, false};
        QTEST(described(parse(body, {&ana, 1})), "document");
    }

    void beyondTheBoundsItIsPlain_data() {
        QTest::addColumn<QString>("body");
        QTest::newRow("quotes") << QString(QString(u'>').repeated(40) % u" a");
        QTest::newRow("lists") << QStringLiteral("- ").repeated(40) + u'a';
        QTest::newRow("blocks") << QStringLiteral("a\n\n").repeated(5000);
        QTest::newRow("items") << QStringLiteral("-\n").repeated(8000);
        QTest::newRow("long") << QString(limits::bodyUnits + 1, u'*');
        QTest::newRow("white space") << QStringLiteral(" \n ");
    }
    void beyondTheBoundsItIsPlain() {
        QFETCH(const QString, body);
        const Document document = parse(body);
        QVERIFY(document.isPlain());
        QCOMPARE(document.blocks.front().spans.front().text, body);
    }

    void aQuickLookIsRight_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("plain");
        for (const char* plain :
             {"Good morning!", "It's 9:30, isn't it? (yes)", "one\ntwo", "a - b", "x = 3; y", "50 % :-)", "a@b"})
            QTest::newRow(plain) << QString::fromLatin1(plain) << true;
        for (const char* formatted : {"*a*", "- a", "1. a", "a\n\nb", "a\n---", "https://a.b", "www.a.b",
                                      "MAILTO:a@b.c", "a\n===", "`c`", "> q", "# h"})
            QTest::newRow(formatted) << QString::fromLatin1(formatted) << false;
    }
    void aQuickLookIsRight() {
        QFETCH(const QString, body);
        QFETCH(const bool, plain);
        QCOMPARE(mayBeFormatted(body, false), !plain);
        if (plain) {
            const Document document = parse(body);
            QVERIFY(document.isPlain());
            QCOMPARE(document.blocks.front().spans.front().text, body);
        }
    }

    void oneLine_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("line");
        const auto row = [](const char16_t* body, const char16_t* line) {
            QTest::addRow("%s", qPrintable(QString::fromUtf16(body)))
                << QString::fromUtf16(body) << QString::fromUtf16(line);
        };
        row(u"one\ntwo", u"one two");
        row(u"**Bold** and `code`", u"Bold and code");
        row(u"> they\nme", u"they me");
        row(u"- a\n- b", u"• a • b");
        row(u"[docs](https://example.org)", u"docs");
        row(u"It was ||the **butler**||!", u"It was ▒▒▒▒!");
        row(u"```c\nint x;\n```", u"int x;");
    }
    void oneLine() {
        QFETCH(const QString, body);
        QTEST(plainText(body), "line");
    }

    void aCutSpoilerStaysHidden() {
        const QString cut = QStringLiteral("It was ||the but");
        QCOMPARE(plainText(cut, true), QStringLiteral("It was ▒▒▒▒"));
        QCOMPARE(plainText(QStringLiteral("*a* ||b|| c"), true), QStringLiteral("a ▒▒▒▒ c"));
        QCOMPARE(plainText(cut), cut);
    }

    void markupOfBlocks() {
        Palette look;
        look.link = 0x0000FF;
        look.spoilerGround = 0x111111;
        look.codeFamily = QStringLiteral("Mono");
        const auto marked = [&look](const QString& body, const QSet<int>& revealed = {}) {
            return markup(parse(body).blocks, look, revealed);
        };
        const QString p = QStringLiteral("<p style=\"margin:0px 0px 0px 0px;text-indent:0px;white-space:pre-wrap;\">");
        QCOMPARE(marked(QStringLiteral("**a** < b\nc")), QString(p % u"<b>a</b> &lt; b<br/>c</p>"));
        QCOMPARE(marked(QStringLiteral("[x](https://example.org/\"'<y>)")),
                 QString(p % u"<a href=\"link:0\" style=\"color:#0000ff;text-decoration:none;\">x</a></p>"));
        const QString hidden = marked(QStringLiteral("||secret 🎂||"));
        QVERIFY(!hidden.contains(u'c') || !hidden.contains(QLatin1String("secret")));
        QVERIFY(hidden.contains(QLatin1String("href=\"spoiler:0\"")));
        QVERIFY(marked(QStringLiteral("||secret||"), {0}).contains(QLatin1String(">secret</span>")));
        QVERIFY(marked(QStringLiteral("- a")).contains(QLatin1String("24px;text-indent:-24px;")));
    }

    void piecesOfADocument() {
        const auto pieces = piecesOf(parse(QStringLiteral("a\n\n- b\n\n```\nc\n```\n> d\n\ne")));
        using Kind = Block::Kind;
        QCOMPARE(pieces, (QList<Piece>{{Kind::Paragraph, 0, 0, 0, 2},
                                       {Kind::Code, 0, 0, 2, 1},
                                       {Kind::Paragraph, 1, 0, 3, 1},
                                       {Kind::Paragraph, 0, 0, 4, 1}}));
    }
};

} // namespace confab::text

QTEST_APPLESS_MAIN(confab::text::MarkdownTest)
#include "tst_markdown.moc"
