// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/formatting.h"
#include "app/models/isolated.h"
#include "app/models/noticetext.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

namespace confab::models {

class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void initials_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("two words") << QStringLiteral("Ana Moreno") << QStringLiteral("AM");
        QTest::newRow("one word") << QStringLiteral("ana") << QStringLiteral("A");
        QTest::newRow("three words") << QStringLiteral("Jan van Eyck") << QStringLiteral("JE");
        QTest::newRow("spaces") << QStringLiteral("  Ben   Okafor ") << QStringLiteral("BO");
        QTest::newRow("nothing") << QString() << QStringLiteral("?");
        QTest::newRow("emoji of several code points")
            << QString::fromUtf8("👩‍👩‍👧‍👦 fox") << QString::fromUtf8("👩‍👩‍👧‍👦F");
        QTest::newRow("emoji before Devanagari") << QString::fromUtf8("👨कa") << QString::fromUtf8("👨");
        QTest::newRow("accent as a mark of its own") << QString::fromUtf8("E\u0301mil") << QString::fromUtf8("E\u0301");
        QTest::newRow("letters beyond the first plane") << QString::fromUtf8("𐐂a 𐐃b") << QString::fromUtf8("𐐂𐐃");
        QTest::newRow("ends in a sign") << QStringLiteral("Team (old)") << QStringLiteral("T");
    }
    void initials() {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(models::initials(name), expected);
    }

    /// A name that is written from right to left orders itself alone, and none the sentence around it.
    void namesKeepToThemselves() {
        QCOMPARE(isolated(QStringLiteral("Ana Moreno 😀 3")), QStringLiteral("Ana Moreno 😀 3"));
        QCOMPARE(isolated(QString()), QString());
        const QString dana = QStringLiteral("\u05d3\u05e0\u05d4");
        QCOMPARE(isolated(dana), QString(u"\u2068" % dana % u"\u2069"));
        QCOMPARE(isolated(QStringLiteral("photo\u202egpj\u2069.exe")), QStringLiteral("\u2068photogpj.exe\u2069"));
        const QString old = QString::fromUcs4(U"\U00010900"); // Phoenician, beyond the first plane
        QCOMPARE(isolated(old), QString(u"\u2068" % old % u"\u2069"));
        QCOMPARE(joinedText({dana, QStringLiteral("Ben")}), QString(u"\u2068" % dana % u"\u2069 and Ben joined"));
    }

    void days() {
        const QDate today(2026, 3, 4); // a Wednesday
        QCOMPARE(dayTitle(today, today), QStringLiteral("Today"));
        QCOMPARE(dayTitle(today.addDays(-1), today), QStringLiteral("Yesterday"));
        QCOMPARE(dayTitle(today.addDays(-2), today), QStringLiteral("Monday, 2 March"));
        QCOMPARE(dayTitle(QDate(2025, 12, 31), today), QStringLiteral("31 December 2025"));
        QCOMPARE(dayTitle(today.addDays(1), today), QStringLiteral("Thursday, 5 March")); // a wrong clock
    }

    void listTimes() {
        const QDate today = QDate::currentDate();
        const auto noon = [](QDate day) { return UtcTime{QDateTime(day, QTime(12, 30)).toMSecsSinceEpoch()}; };
        QCOMPARE(listTime(noon(today), today), QStringLiteral("12:30"));
        QCOMPARE(listTime(noon(today.addDays(-6)), today),
                 QLocale().dayName(today.addDays(-6).dayOfWeek(), QLocale::ShortFormat));
        QVERIFY(listTime(noon(today.addDays(-7)), today)
                    .contains(QLocale().monthName(today.addDays(-7).month(), QLocale::ShortFormat)));
    }

    /// What is read aloud with each message is short, and nothing has seconds or a time zone.
    void timesOfMessages() {
        const QDate today(2026, 3, 4);
        const auto at = [](QDate day) { return UtcTime{QDateTime(day, QTime(12, 30, 45)).toMSecsSinceEpoch()}; };
        QCOMPARE(spokenTime(at(today), today), QStringLiteral("12:30"));
        QCOMPARE(spokenTime(at(today.addDays(-1)), today), QStringLiteral("yesterday, 12:30"));
        QCOMPARE(spokenTime(at(today.addDays(-2)), today), QStringLiteral("Monday, 12:30"));
        QCOMPARE(spokenTime(at(today.addDays(-7)), today), fullTime(at(today.addDays(-7))));
        QVERIFY(fullTime(at(today)).startsWith(QStringLiteral("Wednesday")));
        QVERIFY(fullTime(at(today)).endsWith(QStringLiteral("4 March 2026, 12:30")));
    }

    void clockHasNoSeconds() {
        const UtcTime at{QDateTime(QDate(2026, 1, 2), QTime(7, 8, 9)).toMSecsSinceEpoch()};
        for (const QLocale& locale : {QLocale::c(), QLocale(QLocale::German), QLocale(QLocale::Finnish),
                                      QLocale(QLocale::English, QLocale::UnitedStates)}) {
            QLocale::setDefault(locale);
            QVERIFY2(!clockTime(at).contains(u'9'), qPrintable(locale.name() + u' ' + clockTime(at)));
        }
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void previewIsOneShortLine() {
        QCOMPARE(preview(QStringLiteral("a\n\n b\tc")), QStringLiteral("a b c"));
        QVERIFY(preview(QString(100'000, u'x')).size() <= 160);
        QCOMPARE(preview(QString(159, u'x') + QStringLiteral("\U0001f600")), QString(159, u'x')); // no half of it
    }

    void sentenceTellsWhen() {
        QCOMPARE(sentence(Error(ErrorKind::RoomFull, QStringLiteral("The room is full"))),
                 QStringLiteral("The room is full"));
        // Protocol errors have no texts for users.
        for (const ErrorKind kind : {ErrorKind::ParseError, ErrorKind::InvalidRequest, ErrorKind::MethodNotFound})
            QVERIFY(!sentence(Error(kind, QStringLiteral("$.params: object expected"))).contains(u'$'));
        QVERIFY(!sentence(Error::invalid(QStringLiteral("params.name"), QStringLiteral("name: 1 to 80 expected")))
                     .contains(QStringLiteral("expected")));
        QCOMPARE(sentence(Error(ErrorKind::InputInvalid, QStringLiteral("This is too long"))),
                 QStringLiteral("This is too long"));
        Error later(ErrorKind::RateLimited, QStringLiteral("Too fast"));
        later.retryAfterMs = 1001;
        QVERIFY(sentence(later).startsWith(QStringLiteral("Too fast. Try again in 2 second")));
    }
};

} // namespace confab::models

QTEST_GUILESS_MAIN(confab::models::WordsTest)
#include "tst_formatting.moc"
