// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

using namespace std::chrono_literals;

/// The opening position of a room, read marks, and restored positions.
class RoomViewTest : public QObject {
    Q_OBJECT
private:
    static RoomView& view(Fixture& f) { return *f.workspace.room()->view(); }
    static int unread(Fixture& f, RoomId room) { return f.client.rooms().find(room)->unread; }
    static void talk(Fixture& f, RoomId room, int messages) {
        for (int i = 1; i <= messages; ++i)
            f.stage.say(room, i % 2 ? f.ben : f.chi, QStringLiteral("message %1").arg(i),
                        UtcTime{1'700'000'000'000 + i});
    }
    // Reports, as a list would, that these messages are on the screen.
    static void look(Fixture& f, Seq oldest, Seq newest) {
        const client::Timeline& rows =
            f.client.openRooms().find(RoomId{qint64(f.workspace.room()->roomId())})->timeline();
        view(f).setAtNewest(newest == rows.newestSeq() && !f.timeline().hasNewer());
        view(f).showing(rows.rowOfSeq(newest), rows.rowOfSeq(oldest), -3);
    }
    // The row behind a gap in the timeline; 0: there is none.
    static int gap(Fixture& f) {
        for (int row = 1; row < f.timeline().rowCount(); ++row) {
            const int seq = Fixture::at(f.timeline(), row, "seq").toInt();
            if (seq != Fixture::at(f.timeline(), row - 1, "seq").toInt() - 1)
                return seq;
        }
        return 0;
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
    void opensAtTheFirstUnread_data() {
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("unread");
        QTest::newRow("3 of 40") << 40 << 3;
        QTest::newRow("18") << 100 << 18;
        QTest::newRow("87") << 200 << 87;
        QTest::newRow("more than a page") << 600 << 290;
        QTest::newRow("900") << 1000 << 900;
        QTest::newRow("20,000") << 20'050 << 20'000;
        QTest::newRow("all of them") << 60 << 60;
        QTest::newRow("all of a great room") << 700 << 700;
    }
    void opensAtTheFirstUnread() {
        QFETCH(const int, messages);
        QFETCH(const int, unread);
        Fixture f;
        talk(f, f.general, messages);
        f.stage.markRead(f.general, unread);
        QVERIFY(f.signIn());
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(placed.size(), 1);
        const int row = placed[0][0].toInt();
        QCOMPARE(placed[0][1].toDouble(), RoomView::context);
        QCOMPARE(row, f.timeline().unreadRow());
        QCOMPARE(Fixture::at(f.timeline(), row, "seq").toInt(), messages - unread + 1);
        QVERIFY(Fixture::at(f.timeline(), row, "unreadLine").toBool());
        QCOMPARE(view(f).unread(), unread);
        QVERIFY(!view(f).unreadSince().isEmpty());
        // With rows for the screen below it, and for the context above.
        QVERIFY(row >= std::min(unread, 30) - 1);
        QVERIFY(f.timeline().rowCount() - row - 1 >= std::min(messages - unread, 15));
        QVERIFY(f.timeline().rowCount() < 500);
    }

    void opensAtTheEndWhenAllIsRead() {
        Fixture f;
        talk(f, f.general, 200);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn());
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(placed[0][0].toInt(), -1);
        QCOMPARE(view(f).unread(), 0);
    }

    void readIsWhatWasOnTheScreenLongEnough() {
        Fixture f;
        talk(f, f.general, 100);
        f.stage.markRead(f.general, 60);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 30, 45);
        QVERIFY(longEnough());
        QCOMPARE(f.client.rooms().readSeq(f.general), 40); // the window does not have the focus
        f.workspace.room()->setWatched(true);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 45);
        QTRY_COMPARE(unread(f, f.general), 55); // and not all
        // Scrolled past without a stop; the rows on the screen at the end are older.
        look(f, 60, 75);
        look(f, 85, 100);
        look(f, 32, 47);
        QVERIFY(longEnough());
        QCOMPARE(f.client.rooms().readSeq(f.general), 47);
        look(f, 85, 100);
        f.workspace.room()->setWatched(false);
        QVERIFY(longEnough());
        QCOMPARE(f.client.rooms().readSeq(f.general), 47);
        f.workspace.room()->setWatched(true);
        QTRY_COMPARE(unread(f, f.general), 0);
    }

    void readingGoesOnWhileNewOnesArrive() {
        Reading reading(50ms);
        QSignalSpy read(&reading, &Reading::read);
        reading.setWatched(true);
        // A message every few milliseconds does not restart the timer of the first.
        QTimer flood;
        Seq newest = 10;
        connect(&flood, &QTimer::timeout, &flood, [&] { reading.setShown(5, ++newest); });
        reading.setShown(5, 10);
        flood.start(5);
        QTRY_VERIFY(read.size() >= 2);
        QCOMPARE(read[0][0].value<Seq>(), 10);
    }

    void theUnreadLineStaysWithItsMessage() {
        Fixture f;
        talk(f, f.general, 20);
        f.stage.markRead(f.general, 5);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().unreadRow(), 4);
        f.stage.say(f.general, f.chi, QStringLiteral("one more"), UtcTime::now());
        QTRY_COMPARE(f.timeline().unreadRow(), 5);
        QCOMPARE(view(f).unread(), 6);
        view(f).markAllRead();
        QCOMPARE(view(f).unread(), 0);
        QCOMPARE(unread(f, f.general), 0);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 21);
    }

    /// What was marked as unread stays so, whatever is on the screen, until the user comes back to it.
    void markedUnreadStaysUnread() {
        Fixture f;
        talk(f, f.general, 20);
        QVERIFY(f.signIn());
        f.stage.markRead(f.general, 0);
        f.client.rooms().markRead(f.general, 20);
        QVERIFY(f.open(f.general));
        view(f).setWatched(true);
        look(f, 5, 20);
        QVERIFY(!view(f).canMarkUnread(0) && !view(f).canMarkUnread(99) && view(f).canMarkUnread(17));
        view(f).markUnreadFrom(17);
        QCOMPARE(unread(f, f.general), 4); // at once
        QCOMPARE(view(f).unread(), 4);
        QCOMPARE(Fixture::at(f.timeline(), f.timeline().unreadRow(), "seq").toInt(), 17);
        look(f, 4, 20);
        f.stage.say(f.general, f.chi, QStringLiteral("one more"), UtcTime::now());
        QTRY_COMPARE(f.timeline().rowCount(), 21);
        look(f, 6, 21);
        QVERIFY(longEnough());
        QCOMPARE(f.client.rooms().readSeq(f.general), 16);
        QTRY_COMPARE(unread(f, f.general), 5);
        QCOMPARE(f.stage.server().requestsOf<RoomMarkRead>().back().seq, 16);
        QVERIFY(f.open(f.garden));
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(Fixture::at(f.timeline(), placed[0][0].toInt(), "seq").toInt(), 17);
        look(f, 6, 21);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 21);
        QCOMPARE(unread(f, f.general), 0);
    }

    void writingEndsMarkedUnread() {
        Fixture f;
        talk(f, f.general, 20);
        QVERIFY(f.signIn() && f.open(f.general));
        view(f).setWatched(true);
        look(f, 5, 20);
        view(f).markUnreadFrom(17);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("on it")));
        QTRY_COMPARE(f.timeline().rowCount(), 21);
        QTRY_COMPARE(f.client.openRooms().find(f.general)->timeline().newestSeq(), 21); // it has come back
        look(f, 6, 21);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 21);
    }

    void onesOwnMessageIsNotMarkedUnread() {
        Fixture f;
        f.stage.say(f.general, f.ana, QStringLiteral("mine"), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(!view(f).canMarkUnread(1));
        view(f).markUnreadFrom(1);
        QVERIFY(f.stage.server().requestsOf<RoomMarkRead>().empty());
    }

    void theBarLeadsThereAndBack() {
        Fixture f;
        talk(f, f.general, 1000);
        f.stage.markRead(f.general, 900);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().unreadRow() >= 0 && !view(f).isOpening());
        QVERIFY(f.timeline().hasNewer());
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        look(f, 90, 110);
        QVERIFY(view(f).isUnreadShown());
        view(f).goToNewest();
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(placed.takeFirst()[0].toInt(), -1);
        QCOMPARE(Fixture::at(f.timeline(), 0, "seq").toInt(), 1000);
        QVERIFY(!f.timeline().hasNewer());
        QCOMPARE(view(f).unread(), 900);
        f.timeline().fetchMore({});
        QTRY_VERIFY(f.timeline().rowCount() > 40);
        look(f, 960, 980); // scrolled up somewhat
        view(f).toggleUnread();
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(Fixture::at(f.timeline(), placed.takeFirst()[0].toInt(), "seq").toInt(), 101);
        look(f, 90, 110);
        view(f).toggleUnread();
        QTRY_COMPARE(placed.size(), 1);
        const QVariantList back = placed.takeFirst();
        QCOMPARE(Fixture::at(f.timeline(), back[0].toInt(), "seq").toInt(), 960);
        QCOMPARE(back[2].toDouble(), -3);
    }

    void theEndJoinsThePassage() {
        Fixture f;
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        talk(f, f.general, 1000);
        f.stage.markRead(f.general, 900);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().hasNewer() && !view(f).isOpening());
        QSignalSpy added(&view(f), &RoomView::added);
        f.stage.say(f.general, f.ben, QStringLiteral("meanwhile"), UtcTime::now());
        while (f.timeline().hasNewer()) {
            const int rows = f.timeline().rowCount();
            f.timeline().loadNewer();
            QTRY_VERIFY(f.timeline().rowCount() > rows);
        }
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "seq").toInt(), 1001);
        for (int row = 1; row < f.timeline().rowCount(); ++row)
            QCOMPARE(Fixture::at(f.timeline(), row, "seq").toInt(), 1001 - row);
        QCOMPARE(added.size(), 0); // none of these rows is new
        f.stage.say(f.general, f.ben, QStringLiteral("news"), UtcTime::now());
        QTRY_COMPARE(added.size(), 1);
    }

    void sendingLeadsToTheEnd() {
        Fixture f;
        talk(f, f.general, 1000);
        f.stage.markRead(f.general, 900);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().hasNewer() && !view(f).isOpening());
        QSignalSpy added(&view(f), &RoomView::added);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("mine")));
        QCOMPARE(added.size(), 1);
        QVERIFY(added[0][1].toBool());
        QVERIFY(!f.timeline().hasNewer());
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "seq").toInt(), 1001);
        QCOMPARE(Fixture::at(f.timeline(), 0, "body").toString(), QStringLiteral("mine"));
    }

    void thePlaceIsFoundAgain() {
        Fixture f;
        talk(f, f.general, 1000);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!view(f).isOpening());
        view(f).goToOldest();
        QTRY_VERIFY(f.timeline().hasNewer() && !view(f).isOpening());
        look(f, 30, 45);
        QVERIFY(f.open(f.garden));
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(Fixture::at(f.timeline(), placed[0][0].toInt(), "seq").toInt(), 30);
        QCOMPARE(placed[0][2].toDouble(), -3);
        // A reader who was at the end returns to the end.
        view(f).goToNewest();
        QTRY_VERIFY(!view(f).isOpening() && !f.timeline().hasNewer());
        look(f, 990, 1000);
        QVERIFY(f.open(f.garden));
        placed.clear();
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(placed.size(), 1);
        QCOMPARE(placed[0][0].toInt(), -1);
    }

    /// Far away, without what is between; on from there without a gap; and back to the line that was read.
    void aJumpOfManyScreensLeadsBack() {
        Fixture f;
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        talk(f, f.general, 5000);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!view(f).isOpening());
        f.timeline().fetchMore({});
        QTRY_VERIFY(f.timeline().rowCount() > 60 && !f.timeline().isLoadingOlder());
        look(f, 4950, 4965);
        QSignalSpy placed(&view(f), &RoomView::placeWanted);
        const auto seqAt = [&](int row) { return Fixture::at(f.timeline(), row, "seq").toInt(); };
        const auto landed = [&] {
            const bool isThere = QTest::qWaitFor([&] { return placed.size() == 1; }, 30000);
            return isThere ? placed.takeFirst() : QVariantList{-2, 0, 0};
        };
        f.stage.server().forgetRequests();
        view(f).goToMessage(1200); // a quote, say
        QCOMPARE(seqAt(landed()[0].toInt()), 1200);
        QCOMPARE(view(f).highlighted(), 1200);
        QCOMPARE(f.stage.server().requestsOf<confab::RoomHistory>().size(), size_t(1));
        QVERIFY(f.timeline().rowCount() <= client::LogWindow::aroundPage);
        look(f, 1190, 1205);
        const int newest = seqAt(0), rows = f.timeline().rowCount();
        f.timeline().loadNewer();
        QTRY_VERIFY(seqAt(0) > newest);
        f.timeline().fetchMore({});
        QTRY_VERIFY(f.timeline().rowCount() > rows + client::LogWindow::newerPage);
        QCOMPARE(gap(f), 0);
        view(f).goToMessage(1195); // on the screen: no place to come back to
        QCOMPARE(seqAt(landed()[0].toInt()), 1195);
        look(f, 1190, 1205);
        view(f).goToOldest();
        QVariantList back = landed();
        QCOMPARE(back[0].toInt(), f.timeline().rowCount() - 1);
        QCOMPARE(seqAt(f.timeline().rowCount() - 1), 1);
        look(f, 1, 12);
        QVERIFY(view(f).goBack());
        back = landed();
        QCOMPARE(seqAt(back[0].toInt()), 1190);
        QCOMPARE(back[2].toDouble(), -3);
        look(f, 1190, 1205);
        QVERIFY(view(f).goBack());
        back = landed();
        QCOMPARE(seqAt(back[0].toInt()), 4950);
        QCOMPARE(gap(f), 0);
        look(f, 4950, 4965);
        view(f).goToNewest();
        QCOMPARE(landed()[0].toInt(), -1);
        look(f, 4985, 5000);
        f.workspace.history()->back(); // of the keys
        QCOMPARE(seqAt(landed()[0].toInt()), 4950);
        look(f, 4950, 4965);
        QVERIFY(!view(f).goBack());
        const size_t pages = f.stage.server().requestsOf<confab::RoomHistory>().size();
        QVERIFY(pages < 12); // those of 5,000 messages are many more
    }

    /// Who has come to the end, or has been elsewhere, is not led back to old places.
    void oldJumpsAreForgotten() {
        Fixture f;
        talk(f, f.general, 1000);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 985, 1000);
        view(f).goToMessage(990); // on the screen
        QVERIFY(!view(f).goBack());
        view(f).goToMessage(100);
        QTRY_VERIFY(view(f).highlighted() == 100);
        look(f, 90, 105);
        view(f).goToNewest();
        QTRY_VERIFY(!view(f).isOpening() && !f.timeline().hasNewer());
        look(f, 985, 1000);
        view(f).setAtNewest(false);
        look(f, 980, 995);
        look(f, 985, 1000); // by hand
        QVERIFY(!view(f).goBack());
        view(f).goToMessage(100);
        QTRY_VERIFY(view(f).highlighted() == 100);
        look(f, 90, 105);
        QVERIFY(f.open(f.garden));
        QVERIFY(f.open(f.general));
        QVERIFY(!view(f).goBack());
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 90, 105);
        view(f).goToOldest();
        QTRY_VERIFY(!view(f).isOpening());
        look(f, 1, 12);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("mine")));
        QVERIFY(!view(f).goBack());
    }

    void whatArrivesUnseenIsMarked() {
        Fixture f;
        talk(f, f.general, 30);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!view(f).isOpening());
        f.workspace.room()->setWatched(true);
        look(f, 15, 30);
        QSignalSpy added(&view(f), &RoomView::added);
        f.stage.say(f.general, f.ben, QStringLiteral("seen"), UtcTime::now());
        QTRY_COMPARE(added.size(), 1);
        QVERIFY(!added[0][2].toBool());
        QCOMPARE(view(f).unread(), 0);
        look(f, 15, 31);
        QTRY_COMPARE(f.client.rooms().readSeq(f.general), 31);
        f.workspace.room()->setWatched(false);
        f.stage.say(f.general, f.ben, QStringLiteral("missed"), UtcTime::now());
        QTRY_COMPARE(added.size(), 2);
        QVERIFY(added[1][2].toBool());
        QCOMPARE(f.timeline().unreadRow(), 0);
        f.stage.say(f.general, f.ben, QStringLiteral("missed, too"), UtcTime::now());
        QTRY_COMPARE(added.size(), 3);
        QCOMPARE(f.timeline().unreadRow(), 1);
        QCOMPARE(view(f).unread(), 2);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RoomViewTest)
#include "tst_roomview.moc"
