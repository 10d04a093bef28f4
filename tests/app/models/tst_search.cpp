// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/models/searchsnippet.h"
#include "common/search/searchmatch.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

using namespace std::chrono_literals;

/// What is searched for, what was found, and the way there and back.
class SearchTest : public QObject {
    Q_OBJECT
private:
    static FoundMessagesModel& search(Fixture& f) { return *f.workspace.search(); }
    static RoomView& view(Fixture& f) { return *f.workspace.room()->view(); }
    static size_t asked(Fixture& f) { return f.stage.server().requestsOf<SearchMessages>().size(); }
    static QStringList lines(Fixture& f) {
        QStringList lines;
        for (int row = 0; row < search(f).rowCount(); ++row)
            lines << Fixture::at(search(f), row, "line").toString();
        return lines;
    }
    static void talk(Fixture& f, RoomId room, int messages, const QString& text) {
        for (int i = 1; i <= messages; ++i)
            f.stage.say(room, i % 2 ? f.ben : f.chi, text.arg(i), UtcTime{1'700'000'000'000 + i});
    }
    // Reports, as a list would, that these messages are on the screen.
    static void look(Fixture& f, Seq oldest, Seq newest) {
        const client::Timeline& rows =
            f.client.openRooms().find(RoomId{qint64(f.workspace.room()->roomId())})->timeline();
        view(f).setAtNewest(newest == rows.newestSeq() && !f.timeline().hasNewer());
        view(f).showing(rows.rowOfSeq(newest), rows.rowOfSeq(oldest), -3);
    }
    // Waits for another Reading that starts later: when it has ended, the time was long enough for all earlier ones.
    static bool longEnough() {
        Reading other(Reading::longEnough + 50ms);
        QSignalSpy read(&other, &Reading::read);
        other.setWatched(true);
        other.setShown(1, 1);
        return read.wait();
    }

private Q_SLOTS:
    void findsWhatWasTypedNewestFirst() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("The <b>plan</b> is here"), UtcTime{1'700'000'000'000});
        f.stage.say(f.garden, f.chi, QStringLiteral("Planting on Friday"), UtcTime{1'700'000'100'000});
        f.stage.say(f.general, f.ben, QStringLiteral("no such word"), UtcTime{1'700'000'200'000});
        QVERIFY(f.signIn());
        QAbstractItemModelTester tester(&search(f), QAbstractItemModelTester::FailureReportingMode::Fatal);
        search(f).setHitInk(QColor(QStringLiteral("#123456")));
        QCOMPARE(search(f).state(), FoundMessagesModel::Idle);
        for (const char* typed : {"p", "pl", "pla", "plan", "plan "})
            search(f).setQuery(QString::fromLatin1(typed));
        QCOMPARE(search(f).state(), FoundMessagesModel::Searching);
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Found);
        QCOMPARE(asked(f), 1U); // not for each letter
        QCOMPARE(lines(f),
                 QStringList({QStringLiteral("Planting on Friday"), QStringLiteral("The <b>plan</b> is here")}));
        QCOMPARE(Fixture::at(search(f), 0, "room").toString(), QStringLiteral("Garden plans"));
        QCOMPARE(Fixture::at(search(f), 0, "author").toString(), QStringLiteral("Chi"));
        QVERIFY(!Fixture::at(search(f), 0, "time").toString().isEmpty());
        QCOMPARE(Fixture::at(search(f), 1, "words").toString(),
                 QStringLiteral("The &lt;b&gt;<b><font color=\"#123456\">plan</font></b>&lt;/b&gt; is here"));
        search(f).setQuery(QStringLiteral("plan"));
        QCOMPARE(search(f).state(), FoundMessagesModel::Found); // the same, but for a space
        search(f).setQuery(QStringLiteral("nowhere"));
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Nothing);
        QCOMPARE(asked(f), 2U);
        search(f).setQuery({});
        QCOMPARE(search(f).state(), FoundMessagesModel::Idle);
    }

    void aResultTurnsNoTextBehindIt() {
        const QList<SnippetPiece> pieces = searchSnippet(QStringLiteral("plan \u202Egpj.exe"), {{0, 4}});
        const QString markup = snippetMarkup(pieces, QColor(Qt::black));
        QVERIFY2(markup.contains(QStringLiteral("gpj.exe")) && !markup.contains(QChar(0x202E)), qPrintable(markup));
    }

    void answersToWhatWasTypedBeforeAreDropped() {
        QStringList shown; // longer there than the model, which is reset at its end
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("alpha"), UtcTime::now());
        f.stage.say(f.general, f.ben, QStringLiteral("beta"), UtcTime::now());
        QVERIFY(f.signIn());
        connect(&search(f), &QAbstractItemModel::modelReset, this, [&] { shown << lines(f).value(0); });
        search(f).setQuery(QStringLiteral("alpha"));
        search(f).search();
        search(f).setQuery(QStringLiteral("beta"));
        search(f).search();
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Found);
        QCOMPARE(asked(f), 2U);
        QCOMPARE(shown, QStringList{QStringLiteral("beta")});
        search(f).setQuery(QStringLiteral("alpha"));
        search(f).search();
        search(f).setQuery({}); // nor one for what is not searched for any more
        QTRY_COMPARE(asked(f), 3U);
        QVERIFY(f.open(f.general)); // its answers come behind
        QCOMPARE(lines(f), QStringList());
    }

    void pages() {
        Fixture f;
        talk(f, f.general, 70, QStringLiteral("plan %1"));
        QVERIFY(f.signIn());
        QAbstractItemModelTester tester(&search(f), QAbstractItemModelTester::FailureReportingMode::Fatal);
        search(f).setQuery(QStringLiteral("plan"));
        QTRY_COMPARE(search(f).rowCount(), client::MessageSearch::page);
        QVERIFY(search(f).hasMore() && !search(f).isBusy());
        search(f).loadMore();
        search(f).loadMore(); // while one is awaited
        QTRY_COMPARE(search(f).rowCount(), 60);
        QCOMPARE(asked(f), 2U);
        search(f).loadMore();
        QTRY_COMPARE(search(f).rowCount(), 70);
        QVERIFY(!search(f).hasMore());
        QCOMPARE(lines(f).last(), QStringLiteral("plan 1"));
    }

    void shortPagesGoOnByThemselvesButNotForEver() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("far back"), UtcTime::now());
        QVERIFY(f.signIn());
        int empty = 2;
        f.stage.setExceptions([&](const Request& request) -> std::optional<Result<Answer>> {
            if (!std::holds_alternative<SearchMessages>(request) || empty-- <= 0)
                return std::nullopt;
            return Answer(SearchAnswer{{}, {}, QStringLiteral("0"), 40});
        });
        search(f).setQuery(QStringLiteral("back"));
        QTRY_COMPARE(search(f).rowCount(), 1);
        QCOMPARE(asked(f), 3U);
        QCOMPARE(search(f).indexed(), -1);
        empty = 1000;
        search(f).setQuery(QStringLiteral("far"));
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Nothing);
        QCOMPARE(asked(f), size_t(3 + client::MessageSearch::looksMost));
        QVERIFY(search(f).hasMore());
        QCOMPARE(search(f).indexed(), 40);
        empty = 0;
        search(f).loadMore();
        QTRY_COMPARE(search(f).rowCount(), 1);
    }

    void goesOnWhenTheConnectionIsBack() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("the plan"), UtcTime::now());
        QVERIFY(f.signIn());
        f.stage.server().stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        search(f).setQuery(QStringLiteral("plan"));
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Nothing);
        QVERIFY(search(f).isStored()); // and nothing is
        f.stage.server().listen();
        f.workspace.connection()->tryNow();
        QTRY_COMPARE(lines(f), QStringList{QStringLiteral("the plan")});
        QVERIFY(!search(f).isStored());
    }

    void saysWhatCantBeSearched() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("the plan"), UtcTime::now());
        QVERIFY(f.signIn());
        for (const char* unfinished : {" ", "from:", "has:", "\"\""}) {
            search(f).setQuery(QString::fromLatin1(unfinished));
            QCOMPARE(search(f).state(), FoundMessagesModel::Idle);
        }
        QString words;
        for (int i = 0; i <= limits::searchTerms; ++i)
            words += QStringLiteral("w%1 ").arg(i);
        search(f).setQuery(words);
        QCOMPARE(search(f).state(), FoundMessagesModel::Failed);
        QVERIFY(search(f).problem().contains(QString::number(limits::searchTerms)));
        f.stage.setFailing<SearchMessages>(Error(ErrorKind::MethodNotFound));
        search(f).setQuery(QStringLiteral("plan from:")); // the filter is still to be typed
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Failed);
        QCOMPARE(f.stage.server().requestsOf<SearchMessages>().back().query, QStringLiteral("plan"));
        QVERIFY(search(f).problem().contains(QStringLiteral("This server")));
        f.stage.setFailing<SearchMessages>({});
        search(f).retry();
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Found);
        QCOMPARE(asked(f), 2U);
    }

    void filters() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        search(f).open(true);
        QCOMPARE(search(f).roomId(), double(f.general.value));
        QCOMPARE(search(f).roomName(), QStringLiteral("General"));
        search(f).toggleFilter(QStringLiteral("has:file"));
        QCOMPARE(search(f).query().trimmed(), QStringLiteral("has:file"));
        search(f).setQuery(QStringLiteral("plan HAS:FILE"));
        QCOMPARE(search(f).filters(), QStringList{QStringLiteral("has:file")});
        search(f).toggleFilter(QStringLiteral("has:link"));
        QCOMPARE(search(f).filters(), QStringList({QStringLiteral("has:file"), QStringLiteral("has:link")}));
        search(f).toggleFilter(QStringLiteral("has:file"));
        QCOMPARE(search(f).query(), QStringLiteral("plan has:link"));
        QTRY_COMPARE(asked(f), 1U);
        QVERIFY(f.stage.server().requestsOf<SearchMessages>()[0].room == f.general);
        search(f).setRoomId(0);
        QTRY_COMPARE(asked(f), 2U);
        QVERIFY(!f.stage.server().requestsOf<SearchMessages>()[1].room);
    }

    void lookingMarksNothingAndLeadsBack() {
        Fixture f;
        talk(f, f.general, 100, QStringLiteral("message %1"));
        talk(f, f.garden, 200, QStringLiteral("bed %1"));
        f.stage.markRead(f.general, 40);
        f.stage.markRead(f.garden, 150);
        QVERIFY(f.signIn() && f.open(f.general));
        f.workspace.room()->setWatched(true);
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 52, 60); // up here nothing is new
        search(f).open(false);
        search(f).setQuery(QStringLiteral("bed 12 in:\"garden plans\""));
        QTRY_COMPARE(lines(f).value(0), QStringLiteral("bed 129"));
        search(f).goTo(0);
        QCOMPARE(f.workspace.room()->roomId(), double(f.garden.value));
        QVERIFY(view(f).isVisiting());
        QTRY_COMPARE(view(f).highlighted(), 129.0);
        look(f, 120, 135);
        search(f).goTo(1); // 128, in the same room
        look(f, 120, 134);
        QVERIFY(longEnough());
        QCOMPARE(f.client.rooms().readSeq(f.garden), 50);
        QCOMPARE(f.client.rooms().readSeq(f.general), 60);
        QVERIFY(f.stage.server().requestsOf<RoomMarkRead>().empty());
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        search(f).goBack();
        QCOMPARE(f.workspace.room()->roomId(), double(f.general.value));
        QVERIFY(!view(f).isVisiting());
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(Fixture::at(f.timeline(), placed[0][0].toInt(), "seq").toInt(), 52); // where one was
        search(f).goBack();                                                           // once
        QCOMPARE(f.workspace.room()->roomId(), double(f.general.value));
    }

    void backInTheSameRoom() {
        Fixture f;
        talk(f, f.general, 700, QStringLiteral("message %1"));
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn() && f.open(f.general));
        f.workspace.room()->setWatched(true);
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 680, 700);
        search(f).open(true);
        search(f).setQuery(QStringLiteral("\"message 77\""));
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Found);
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        search(f).goTo(0);
        QTRY_COMPARE(placed.size(), 1);
        QVERIFY(f.timeline().hasNewer()); // the history around it
        search(f).goBack();
        QTRY_COMPARE(placed.size(), 2);
        QCOMPARE(placed[1][0].toInt(), -1); // the end
        f.stage.say(f.general, f.ben, QStringLiteral("one more"), UtcTime::now());
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "seq").toInt(), 701);
        look(f, 680, 701);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 701); // one reads on there
    }

    void whoSettlesIsNotLedBack() {
        Fixture f;
        talk(f, f.general, 100, QStringLiteral("message %1"));
        f.stage.markRead(f.general, 40);
        QVERIFY(f.signIn() && f.open(f.garden));
        f.workspace.room()->setWatched(true);
        search(f).open(false);
        search(f).setQuery(QStringLiteral("\"message 50\""));
        QTRY_COMPARE(search(f).state(), FoundMessagesModel::Found);
        search(f).goTo(0);
        QTRY_VERIFY(view(f).highlighted() > 0);
        view(f).goToNewest();
        QVERIFY(!view(f).isVisiting());
        look(f, 90, 100);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 100);
        search(f).goBack();
        QCOMPARE(f.workspace.room()->roomId(), double(f.general.value));
    }

    void theSessionsEndForgetsIt() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("the plan"), UtcTime::now());
        QVERIFY(f.signIn());
        search(f).open(false);
        search(f).setQuery(QStringLiteral("plan"));
        QTRY_COMPARE(search(f).rowCount(), 1);
        f.workspace.signIn()->signOut();
        QTRY_VERIFY(!search(f).isShown());
        QCOMPARE(search(f).rowCount(), 0);
        QCOMPARE(search(f).query(), QString());
    }

    void snippets_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QList<QList<int>>>("ranges");
        QTest::addColumn<QString>("expected"); // hits in [ ]
        using Ranges = QList<QList<int>>;
        const QString text = QStringLiteral("the plan of the plans");
        QTest::newRow("two") << text << Ranges{{4, 4}, {16, 4}} << QStringLiteral("the [plan] of the [plan]s");
        QTest::newRow("none") << text << Ranges{} << text;
        QTest::newRow("lines") << QStringLiteral("  a\n\n b\tc ") << Ranges{{6, 1}} << QStringLiteral("a [b] c");
        QTest::newRow("over a space") << text << Ranges{{4, 7}} << QStringLiteral("the [plan of] the plans");
        QTest::newRow("outside") << text << Ranges{{-1, 3}, {20, 5}, {4, 0}, {3}, {2'000'000'000, 2'000'000'000}}
                                 << text;
        QTest::newRow("empty") << QString() << Ranges{{0, 1}} << QString();
        const QString start = QStringLiteral("word ").repeated(40);
        QTest::newRow("far in") << QString(start + u"plan") << Ranges{{200, 4}}
                                << QString(u"…" + QStringLiteral("word ").repeated(11) + u"[plan]");
        QTest::newRow("long") << QStringLiteral("x").repeated(1000) << Ranges{{0, 1}}
                              << QString(u"[x]" + QStringLiteral("x").repeated(snippetUnits - 1) + u"…");
    }
    void snippets() {
        QFETCH(const QString, body);
        QFETCH(const QList<QList<int>>, ranges);
        QFETCH(const QString, expected);
        QString marked;
        const QList<SnippetPiece> pieces = searchSnippet(body, ranges);
        for (const SnippetPiece& piece : pieces)
            marked += piece.isHit ? QString(u'[' + piece.text + u']') : piece.text;
        QCOMPARE(marked, expected);
        QCOMPARE(snippetText(pieces), marked.remove(u'[').remove(u']'));
    }

    void aResultIsWhatPeopleRead_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("expected"); // hits in [ ]
        QTest::newRow("bold") << QStringLiteral("a **bold** word") << QStringLiteral("bold")
                              << QStringLiteral("a [bold] word");
        QTest::newRow("behind marks") << QStringLiteral("**one** `two` _three_ plan") << QStringLiteral("plan")
                                      << QStringLiteral("one two three [plan]");
        QTest::newRow("accents") << QStringLiteral("## **Crème** BRÛLÉE") << QStringLiteral("brulee")
                                 << QStringLiteral("Crème [BRÛLÉE]");
        QTest::newRow("over a mark") << QStringLiteral("the **plan** of") << QStringLiteral("plan of the")
                                     << QStringLiteral("[the plan of]");
        QTest::newRow("lists") << QStringLiteral("- milk\n- eggs") << QStringLiteral("eggs")
                               << QStringLiteral("• milk • [eggs]");
        QTest::newRow("a link's text") << QStringLiteral("see [the plan](https://example.org/x)")
                                       << QStringLiteral("plan") << QStringLiteral("see the [plan]");
        QTest::newRow("a link's target") << QStringLiteral("see [the plan](https://example.org/x)")
                                         << QStringLiteral("example") << QStringLiteral("see the plan");
        QTest::newRow("a spoiler") << QStringLiteral("it was ||the butler|| **again**")
                                   << QStringLiteral("butler again") << QStringLiteral("it was ▒▒▒▒ [again]");
        QTest::newRow("code") << QStringLiteral("`a**b**c`") << QStringLiteral("b**c") << QStringLiteral("a**[b**c]");
        QTest::newRow("no marks") << QStringLiteral("2 * 3 * 4") << QStringLiteral("3")
                                  << QStringLiteral("2 * [3] * 4");
    }
    void aResultIsWhatPeopleRead() {
        QFETCH(const QString, body);
        QFETCH(const QString, word);
        QFETCH(const QString, expected);
        SearchHit hit;
        hit.message.body = body;
        hit.ranges = matchedRanges(word.split(u' '), body, limits::rangesPerHit);
        QString marked;
        for (const SnippetPiece& piece : hitSnippet(hit))
            marked += piece.isHit ? QString(u'[' + piece.text + u']') : piece.text;
        QCOMPARE(marked, expected);
    }

    /// A cut leaves no half of a character of two units.
    void snippetsAreCutBetweenCharacters() {
        const QString emoji = QString::fromUtf16(u"🌷");
        for (int between = 0; between < 2; ++between) {
            const QString body = QString(emoji.repeated(100) + QString(between, u'x') + emoji.repeated(400));
            const QString text = snippetText(searchSnippet(body, {{210 + between, 2}}));
            QVERIFY(text.isValidUtf16());
            QVERIFY(text.startsWith(u'…') && text.endsWith(u'…'));
        }
    }

    void foreignMarkupIsText() {
        const QString body = QStringLiteral("<img src=\"http://x/\"> & </b> plan");
        const QString markup = snippetMarkup(searchSnippet(body, {{5, 3}}), Qt::red);
        QCOMPARE(markup, QStringLiteral("&lt;img <b><font color=\"#ff0000\">src</font></b>=&quot;http://x/&quot;&gt; "
                                        "&amp; &lt;/b&gt; plan"));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::SearchTest)
#include "tst_search.moc"
