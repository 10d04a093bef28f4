// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/core/composition.h"
#include "common/protocol/codec.h"
#include "common/protocol/emailaddress.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace confab;

namespace {

QString qts(const QString& text) {
    return text.normalized(QString::NormalizationForm_C);
}

QString hex(const QString& text) {
    QStringList points;
    for (const uint c : text.toUcs4())
        points.append(QString::number(c, 16));
    return points.join(u' ');
}

} // namespace

/// The normalisation of users' text.
class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void line_data();
    void line();
    void everyCharacterSurvivesBothCodecs();
    void composedIsWhatQtComposes();
    void composedIsWhatQtComposesOfAnything();
    void nothingShrinksToLessThanAThird();
    void bounded_data();
    void bounded();
    void visible_data();
    void visible();
    void idsForPrograms_data();
    void idsForPrograms();
    void emailAddresses_data();
    void emailAddresses();
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
    // Next to characters that are accepted without further checks.
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
    row("nothing visible", QStringLiteral(" \u200B \u2060\u00AD"), {});
    row("joiners stay in names", QStringLiteral("\u0645\u06CC\u200C\u062E"),
        QStringLiteral("\u0645\u06CC\u200C\u062E"));
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
            all += QString::fromUcs4(&c, 1) + u' '; // separated, so that none composes with the next
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

/// Every character alone, between others, and where it can compose with the one before.
void TextTest::composedIsWhatQtComposes() {
    const QStringList before{QString(),
                             QStringLiteral("a"),
                             QStringLiteral("e\u0327\u0301"),
                             QStringLiteral("\u1112"),
                             QStringLiteral("\uD558"),
                             QStringLiteral("\u0BC6")};
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const bool isDull = c > 0x30000 || (c > 0x3400 && c < 0xA000) || (c > 0xAC80 && c < 0xD780);
        if (QChar::isSurrogate(c) || (isDull && c % 64 != 0))
            continue;
        const QString alone = QString::fromUcs4(&c, 1);
        for (const QString& each : before) {
            const QString text = each + alone + QStringLiteral("\u0301\u0316");
            QVERIFY2(composed(text) == qts(text), qPrintable(hex(text)));
        }
        QVERIFY2(composed(alone) == qts(alone), qPrintable(hex(alone)));
    }
}

/// Without those beyond the BMP that compose: Qt 6.4 leaves Hangul behind them apart.
void TextTest::composedIsWhatQtComposesOfAnything() {
    QRandomGenerator random(20260131);
    const QList<std::pair<char32_t, char32_t>> blocks{
        {0x41, 0x7A},     {0xC0, 0x233},    {0x300, 0x36F},   {0x900, 0xDFF},   {0x1100, 0x11FF},   {0x1AB0, 0x1AFF},
        {0x1E00, 0x1FFF}, {0x20D0, 0x20F0}, {0x3040, 0x30FF}, {0xAC00, 0xAC80}, {0x1D150, 0x1D1D0}, {0x2F800, 0x2F820}};
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        const int length = random.bounded(1, 40);
        const int block = random.bounded(int(blocks.size()));
        while (text.size() < length) {
            const auto [first, last] = blocks[random.bounded(3) == 0 ? 2 : (block + random.bounded(3)) % blocks.size()];
            const char32_t c = first + char32_t(random.bounded(int(last - first + 1)));
            text += QString::fromUcs4(&c, 1);
        }
        const QString result = composed(text);
        QVERIFY2(result == qts(text), qPrintable(hex(text)));
        QCOMPARE(composed(result), result);
    }
}

/// normalisedText() with a bound depends on it.
void TextTest::nothingShrinksToLessThanAThird() {
    for (char32_t c = 0x80; c < 0x30000; ++c) {
        if (QChar::isSurrogate(c))
            continue;
        const QString alone = QString::fromUcs4(&c, 1);
        const QString apart = alone.normalized(QString::NormalizationForm_D);
        if (qts(apart) == alone)
            QVERIFY2(apart.toUtf8().size() <= 3 * alone.toUtf8().size(), qPrintable(hex(alone)));
    }
}

void TextTest::bounded_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<int>("most");
    QTest::addColumn<bool>("fits");
    QTest::newRow("plain") << QStringLiteral("abc") << 3 << true;
    QTest::newRow("plain, one more") << QStringLiteral("abcd") << 3 << false;
    QTest::newRow("of two bytes") << QStringLiteral("\u00E9") << 2 << true;
    QTest::newRow("of two bytes, one more") << QStringLiteral("\u00E9") << 1 << false;
    QTest::newRow("of three") << QStringLiteral("\u20AC") << 3 << true;
    QTest::newRow("of three, one more") << QStringLiteral("\u20AC") << 2 << false;
    QTest::newRow("of four") << QStringLiteral("\U0001F600") << 4 << true;
    QTest::newRow("of four, one more") << QStringLiteral("\U0001F600") << 3 << false;
    QTest::newRow("fits when composed") << QStringLiteral("\u1112\u1161\u11AB") << 3 << true;
    QTest::newRow("grows when composed") << QStringLiteral("\u0958") << 5 << false;
    QTest::newRow("fits without control characters") << QString(1000, QChar(1)) + QStringLiteral("\u00E9") << 2 << true;
}

void TextTest::bounded() {
    QFETCH(const QString, given);
    QFETCH(const int, most);
    QFETCH(const bool, fits);
    QCOMPARE(normalisedText(given, most), fits ? std::optional(normalisedText(given)) : std::nullopt);
}

void TextTest::visible_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("some");
    QTest::addColumn<bool>("all");
    QTest::newRow("empty") << QString() << false << true;
    QTest::newRow("letter") << QStringLiteral("a") << true << true;
    QTest::newRow("emoji") << QStringLiteral("\U0001F989") << true << true;
    QTest::newRow("joined emoji") << QStringLiteral("\U0001F469\u200D\U0001F680") << true << false;
    QTest::newRow("heart with a selector") << QStringLiteral("\u2764\uFE0F") << true << false;
    QTest::newRow("private use") << QStringLiteral("\uE000") << true << true;
    QTest::newRow("white space") << QStringLiteral(" \t\n\u00A0\u3000") << false << false;
    for (const char32_t c : {0x00ADu, 0x034Fu, 0x061Cu, 0x115Fu, 0x1160u,  0x17B4u,  0x180Eu,  0x200Bu,
                             0x200Du, 0x200Fu, 0x202Eu, 0x2060u, 0x2064u,  0x206Fu,  0x2800u,  0x3164u,
                             0xFE0Fu, 0xFEFFu, 0xFFA0u, 0xFFF9u, 0x1D173u, 0xE0001u, 0xE0100u, 0xE0FFFu}) {
        const QString text = QStringView(QChar::fromUcs4(c)).toString();
        QTest::newRow(qPrintable(hex(text))) << text.repeated(3) << false << false;
    }
    for (const char32_t c : {0x00ACu, 0x00AEu, 0x2010u, 0x2070u, 0x2801u, 0xFE10u, 0xFFFDu, 0x1D172u, 0xE1000u}) {
        const QString text = QStringView(QChar::fromUcs4(c)).toString();
        QTest::newRow(qPrintable(hex(text))) << text << true << true;
    }
}

void TextTest::visible() {
    QFETCH(const QString, text);
    QTEST(hasVisibleCharacter(text), "some");
    QTEST(isAllVisible(text), "all");
    QFETCH(const bool, some);
    QCOMPARE(normalisedLine(text).isEmpty(), !some);
}

void TextTest::idsForPrograms_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("right");
    QTest::newRow("UUID") << QStringLiteral("0d9c6f3e-52f1-4e0b-9a55-3f1f9a0c1d2e") << true;
    QTest::newRow("letters and a pair") << QStringLiteral("é \U0001F600") << true;
    QTest::newRow("zero") << QStringLiteral("a") + QChar(u'\0') << false;
    QTest::newRow("newline") << QStringLiteral("a\n") << false;
    QTest::newRow("tab") << QStringLiteral("a\tb") << false;
    QTest::newRow("carriage return") << QStringLiteral("a\r") << false;
    QTest::newRow("escape") << QStringLiteral("\u001B") << false;
    QTest::newRow("C1") << QStringLiteral("a\u0085") << false;
    QTest::newRow("high surrogate") << QStringLiteral("a") + QChar(0xD800) << false;
    QTest::newRow("low surrogate") << QString(QChar(0xDC00)) << false;
    QTest::newRow("byte order mark") << QStringLiteral("a\uFEFF") << false;
    QTest::newRow("noncharacter") << QStringLiteral("a\uFFFF") << false;
}

void TextTest::idsForPrograms() {
    QFETCH(const QString, id);
    QTEST(isPlainId(id), "right");
}

void TextTest::emailAddresses_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("right");
    for (const char* right : {"ana@example.org", "ana.b+c@mail.example.co.uk", "a@b", "o'neil_x-y@x-y.example", "1@2.3",
                              "j\u00FCrgen@b\u00FCcher.example", "\u7528\u6237@\u4F8B\u5B50.\u516C\u53F8"})
        QTest::newRow(right) << QString::fromUtf8(right) << true;
    for (const char* wrong :
         {"",          "ana",       "@example.org", "ana@",     "a@b@c",      "a b@c",         "a@b c",
          ".a@b",      "a.@b",      "a..b@c",       "a@.b",     "a@b.",       "a@b..c",        "a@-b",
          "a@b-.c",    "a@b_c.d",   "a,b@c",        "<a@b>",    "\"a\"@b",    "a@[192.0.2.1]", "a(b)@c",
          "a\u200B@b", "a@b\u200B", "\u200B@b",     "a@\u00AD", "a\u00A0b@c", "a\u202E@b"})
        QTest::newRow(QByteArray(wrong).replace('"', '\'')) << QString::fromUtf8(wrong) << false;
    QTest::newRow("longest local part") << QString(QString(64, u'a') + u"@b") << true;
    QTest::newRow("longer local part") << QString(QString(65, u'a') + u"@b") << false;
    QTest::newRow("longer label") << QString(u"a@" + QString(64, u'b')) << false;
}

void TextTest::emailAddresses() {
    QFETCH(const QString, address);
    QTEST(isEmailAddress(address), "right");
}

QTEST_APPLESS_MAIN(TextTest)
#include "tst_text.moc"
