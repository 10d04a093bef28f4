// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/text.h"

#include <QTest>

using namespace confab;

/// What becomes of text that people send.
class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void line_data();
    void line();
    void everyCharacterSurvivesBothCodecs();
};

void TextTest::text_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    auto row = [](const char* name, const QString& given, const QString& kept) {
        QTest::newRow(name) << given << kept;
    };
    row("empty", {}, {});
    row("plain", QStringLiteral("hello"), QStringLiteral("hello"));
    row("decomposed", QStringLiteral("e\u0301"), QStringLiteral("\u00E9"));
    row("composed", QStringLiteral("\u00E9"), QStringLiteral("\u00E9"));
    row("order of marks", QStringLiteral("a\u0301\u0323"), QStringLiteral("\u1EA1\u0301"));
    row("hangul", QStringLiteral("\u1112\u1161\u11AB"), QStringLiteral("\uD55C"));
    row("excluded from composition", QStringLiteral("\u0958"), QStringLiteral("\u0915\u093C"));
    row("compatibility stays", QStringLiteral("\uFB01\u00B2"), QStringLiteral("\uFB01\u00B2"));
    row("CR LF", QStringLiteral("a\r\nb\rc\r\r\nd\r"), QStringLiteral("a\nb\nc\n\nd\n"));
    row("tab, newline", QStringLiteral("\ta\n"), QStringLiteral("\ta\n"));
    row("control characters", QStringLiteral("a\u0007\u001B[31m\u007F\u0085b") + QChar(u'\0'),
        QStringLiteral("a[31mb"));
    // Next to what is taken without a second look.
    row("first and last of ASCII", QStringLiteral(" a~"), QStringLiteral(" a~"));
    row("DEL alone", QStringLiteral("a\u007Fb"), QStringLiteral("ab"));
    row("U+001F alone", QStringLiteral("a\u001Fb"), QStringLiteral("ab"));
    row("CR alone", QStringLiteral("a\rb"), QStringLiteral("a\nb"));
    row("lone high surrogate", QStringLiteral("a") + QChar(0xD83D) + u'b', QStringLiteral("ab"));
    row("lone low surrogate", QStringLiteral("a") + QChar(0xDE00) + u'b', QStringLiteral("ab"));
    row("high at the end", QStringLiteral("a") + QChar(0xD83D), QStringLiteral("a"));
    row("swapped pair", QString(QChar(0xDE00)) + QChar(0xD83D), {});
    row("pair", QStringLiteral("\U0001F600"), QStringLiteral("\U0001F600"));
    row("U+FEFF first", QStringLiteral("\uFEFF\uFEFFa\uFEFF"), QStringLiteral("a\uFEFF"));
    row("U+FEFF behind a control character", QStringLiteral("\u0001\uFEFFa"), QStringLiteral("a"));
    row("removed between base and mark", QStringLiteral("e\u0001\u0301"), QStringLiteral("\u00E9"));
    row("bidi controls stay in texts", QStringLiteral("a\u202Eb"), QStringLiteral("a\u202Eb"));
    row("noncharacters", QStringLiteral("a\uFFFEb\uFFFF\uFDD0"), QStringLiteral("ab\uFDD0"));
}

void TextTest::text() {
    QFETCH(QString, given);
    QFETCH(QString, kept);
    QCOMPARE(normalisedText(given), kept);
    QCOMPARE(normalisedText(kept), kept);
}

void TextTest::line_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    auto row = [](const char* name, const QString& given, const QString& kept) {
        QTest::newRow(name) << given << kept;
    };
    row("spaces", QStringLiteral(" \u00A0 Ana \n"), QStringLiteral("Ana"));
    row("only spaces", QStringLiteral(" \t\u3000"), {});
    row("line breaks", QStringLiteral("a\nb\tc\r\nd\u2028e\u2029f"), QStringLiteral("a b c d e f"));
    row("bidi controls", QStringLiteral("a\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069b"),
        QStringLiteral("ab"));
    row("only bidi controls", QStringLiteral("\u202E"), {});
    row("marks of right-to-left names stay", QStringLiteral("\u05D0\u200F"), QStringLiteral("\u05D0\u200F"));
    row("composed across a removed one", QStringLiteral("e\u202E\u0301"), QStringLiteral("\u00E9"));
    row("U+FEFF behind a space", QStringLiteral(" \uFEFFAna\uFEFF"), QStringLiteral("Ana"));
}

void TextTest::line() {
    QFETCH(QString, given);
    QFETCH(QString, kept);
    QCOMPARE(normalisedLine(given), kept);
    QCOMPARE(normalisedLine(kept), kept);
    QCOMPARE(foldedEmail(QStringLiteral(" Ana@Example.ORG")), QStringLiteral("ana@example.org"));
}

void TextTest::everyCharacterSurvivesBothCodecs() {
    const QString key = QStringLiteral("body");
    for (char32_t from = 0; from <= 0x10FFFF; from += 0x100) {
        QString all;
        for (char32_t c = from; c < from + 0x100; ++c)
            all += QString::fromUcs4(&c, 1) + u' '; // apart, so that none composes with the next
        const QString kept = normalisedText(all);
        const QString first = normalisedText(QString::fromUcs4(&from, 1));
        for (const QString& text : {kept, first}) {
            for (const Codec codec : {Codec::Json, Codec::Cbor}) {
                const auto map = decodeFrame(encodeFrame({{key, text}}, codec), codec);
                QVERIFY2(map && map->value(key).toString() == text, qPrintable(QString::number(from, 16)));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
