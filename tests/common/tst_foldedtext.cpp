// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/limits.h"
#include "common/search/foldedtext.h"
#include "common/search/searchmatch.h"
#include "common/search/searchplace.h"
#include "common/search/searchquery.h"

#include <QTest>

using namespace confab;

/// What a search compares, what it was asked, and where it goes on.
class TestFoldedText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void placesAreThoseOfTheOriginal();
    void foldingIsLinear();
    void marks();
    void marksAreBounded();
    void queries_data();
    void queries();
    void datesNarrow();
    void cursors();
};

void TestFoldedText::folds_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    const auto row = [](const char* name, const QString& text, const QString& folded) {
        QTest::newRow(name) << text << folded;
    };
    row("empty", QString(), QString());
    row("ascii", QStringLiteral("Hello, World 7!"), QStringLiteral("hello, world 7!"));
    row("white space", QStringLiteral("a \t\n\u00A0\u3000b"), QStringLiteral("a b"));
    row("accents", QStringLiteral("Crème BRÛLÉE ñ Å"), QStringLiteral("creme brulee n a"));
    row("apart", QStringLiteral("cafe\u0301"), QStringLiteral("cafe"));
    row("plain letters", QStringLiteral("Straße ẞ Łódź øre Æon œuvre ıİI"),
        QStringLiteral("strasse ss lodz ore aeon oeuvre iii"));
    row("cyrillic", QStringLiteral("ПРИВЕТ Ёлка Йод"), QStringLiteral("привет елка иод"));
    row("greek", QStringLiteral("ΚΕΊΜΕΝΟΣ ς"), QStringLiteral("κειμενοσ σ"));
    row("width", QStringLiteral("ＡＢ１２"), QStringLiteral("ab12"));
    row("ligature", QStringLiteral("ﬁn"), QStringLiteral("fin"));
    row("japanese", QStringLiteral("がぎ カ"), QStringLiteral("がぎ カ"));
    row("korean", QStringLiteral("한국어"), QStringLiteral("한국어"));
    row("emoji", QStringLiteral("👍🏽 ❤\uFE0F"), QStringLiteral("👍🏽 ❤"));
    row("invisible", QStringLiteral("soft\u00ADhyphen\u200B \u202Ex"), QStringLiteral("softhyphen x"));
    row("lone surrogate", QString(QChar(0xD83D)) + u'A', QString(QChar(0xD83D)) + u'a');
}

void TestFoldedText::folds() {
    QFETCH(QString, text);
    QFETCH(QString, folded);
    QCOMPARE(foldedText(text), folded);
    QCOMPARE(foldedText(folded), folded); // once is enough
    const FoldedText withPlaces = foldedWithPlaces(text);
    QCOMPARE(withPlaces.text, folded);
    QCOMPARE(qsizetype(withPlaces.from.size()), folded.size() + 1);
    QVERIFY(std::ranges::is_sorted(withPlaces.from));
    QCOMPARE(withPlaces.from.back(), text.size());
}

void TestFoldedText::placesAreThoseOfTheOriginal() {
    const FoldedText folded = foldedWithPlaces(QStringLiteral("ß  é👍x"));
    QCOMPARE(folded.text, QStringLiteral("ss e👍x"));
    QCOMPARE(folded.from, (std::vector<qsizetype>{0, 0, 1, 3, 4, 4, 6, 7}));
}

/// Thousands of marks on one letter are left out one by one.
void TestFoldedText::foldingIsLinear() {
    QCOMPARE(foldedText(u'e' + QString(100'000, QChar(0x0301))), QStringLiteral("e"));
    QCOMPARE(foldedText(QString(100'000, u' ')), QStringLiteral(" "));
    QCOMPARE(foldedText(QString(1000, QChar(0xFDFA))).size() % 1000, 0); // the longest decomposition
}

void TestFoldedText::marks() {
    const QString text = QStringLiteral("An apple, an APPLE pie");
    QCOMPARE(matchedRanges({QStringLiteral("apple")}, text, 10), (QList<QList<int>>{{3, 5}, {13, 5}}));
    QCOMPARE(matchedRanges({QStringLiteral("app"), QStringLiteral("le,")}, text, 10),
             (QList<QList<int>>{{3, 6}, {13, 3}}));
    QCOMPARE(matchedRanges({QStringLiteral("s")}, QStringLiteral("ß"), 10), (QList<QList<int>>{{0, 1}}));
    QVERIFY(containsAll({QStringLiteral("pie"), QStringLiteral("plan")}, text, {QStringLiteral("Plan.pdf")}));
    QVERIFY(!containsAll({QStringLiteral("pieplan")}, text, {QStringLiteral("Plan.pdf")}));
    QVERIFY(containsAll({}, text, {}));
    QVERIFY(hasLink(QStringLiteral("see HTTPS://example.org")));
    QVERIFY(!hasLink(QStringLiteral("http is a protocol: //")));
}

void TestFoldedText::marksAreBounded() {
    const QList<QList<int>> ranges = matchedRanges({QStringLiteral("a")}, QStringLiteral("a ").repeated(500), 7);
    QCOMPARE(ranges.size(), 7);
    QCOMPARE(ranges.last(), (QList<int>{12, 1}));
}

void TestFoldedText::queries_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("from");
    QTest::addColumn<QStringList>("in");
    const auto row = [](const char* name, const QString& text, const QStringList& words, const QStringList& from = {},
                        const QStringList& in = {}) { QTest::newRow(name) << text << words << from << in; };
    const QString ana = QStringLiteral("Ana");
    row("empty", QStringLiteral("  "), {});
    row("words", QStringLiteral(" one  two "), {QStringLiteral("one"), QStringLiteral("two")});
    row("phrase", QStringLiteral("\"one two\" three"), {QStringLiteral("one two"), QStringLiteral("three")});
    row("open phrase", QStringLiteral("\"one two"), {QStringLiteral("one two")});
    row("empty phrase", QStringLiteral("\"\" x"), {QStringLiteral("x")});
    row("quote inside", QStringLiteral("5\"disk"), {QStringLiteral("5\"disk")});
    row("from", QStringLiteral("from:Ana plan"), {QStringLiteral("plan")}, {ana});
    row("from, with sign", QStringLiteral("FROM:@Ana"), {}, {ana});
    row("from, with spaces", QStringLiteral("from:\"Ana Lee\" x"), {QStringLiteral("x")}, {QStringLiteral("Ana Lee")});
    row("in", QStringLiteral("in:#General in:\"Plan B\""), {}, {},
        {QStringLiteral("General"), QStringLiteral("Plan B")});
    row("no value", QStringLiteral("from: Ana"), {QStringLiteral("from:"), ana});
    row("an address", QStringLiteral("https://example.org:80/in:x"), {QStringLiteral("https://example.org:80/in:x")});
    row("no filter", QStringLiteral("has:time before:noon to:me"),
        {QStringLiteral("has:time"), QStringLiteral("before:noon"), QStringLiteral("to:me")});
    row("at the end", QStringLiteral("x from:"), {QStringLiteral("x"), QStringLiteral("from:")});
}

void TestFoldedText::queries() {
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QFETCH(QStringList, from);
    QFETCH(QStringList, in);
    const SearchQuery query = parseSearchQuery(text);
    QCOMPARE(query.words, words);
    QCOMPARE(query.from, from);
    QCOMPARE(query.in, in);
}

void TestFoldedText::datesNarrow() {
    const auto time = [](const char* iso) { return UtcTime::fromIso(QString::fromLatin1(iso)); };
    const SearchQuery query =
        parseSearchQuery(QStringLiteral("before:2026-02 before:2026 after:2025-12-31 has:LINK has:file"));
    QCOMPARE(query.before, time("2026-01-01T00:00:00.000Z")); // both hold
    QCOMPARE(query.after, time("2025-12-31T00:00:00.000Z"));
    QVERIFY(query.hasLink && query.hasFile && !query.hasImage);
    QCOMPARE(parseSearchQuery(QStringLiteral("after:2026-01-01T10:00:00Z")).after, time("2026-01-01T10:00:00.000Z"));
    QVERIFY(!parseSearchQuery(QStringLiteral("before:2026-02-31")).before);
}

void TestFoldedText::cursors() {
    const qint64 greatest = limits::maxId;
    for (const SearchPlace& place :
         {SearchPlace{UtcTime{0}, RoomId{1}, 2}, SearchPlace{UtcTime{greatest}, RoomId{greatest}, greatest}})
        QCOMPARE(SearchPlace::fromCursor(place.toCursor()), std::optional(place));
    QCOMPARE((SearchPlace{UtcTime{3}, RoomId{1}, 2}).toCursor(), QStringLiteral("3.1.2"));
    for (const char* wrong : {"", "x", "1.2", "1.2.3.4", "1.2.x", "1..3", "-1.2.3", "1.2.-3", "9007199254740992.1.1",
                              "1.1.9999999999999999999"})
        QVERIFY2(!SearchPlace::fromCursor(QString::fromLatin1(wrong)), wrong);
}

QTEST_GUILESS_MAIN(TestFoldedText)
#include "tst_foldedtext.moc"
