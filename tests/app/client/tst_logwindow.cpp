// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "tests/app/client/logreader.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// A passage of the log before its end, and the way from there to the end.
class TestLogWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingSurvivesABreak() {
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        int lost = 0;
        bool broken = true;
        side.server.spoil = [&](const Request& request) {
            const bool isIt = std::holds_alternative<RoomHistory>(request);
            lost += int(broken && isIt);
            return broken && isIt;
        };
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QSignalSpy opened(&room, &OpenRoom::opened);
        QTRY_VERIFY(lost > 0);
        side.server.stop();
        QTRY_VERIFY(!side.client.session().isOnline());
        QCOMPARE(opened.size(), 0);
        broken = false;
        side.server.listen();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(seqs(room), downFrom(550, 451));
    }

    /// The pending answer is dropped then, and nothing waits for it.
    void goingElsewhereWhileAPageIsLoaded() {
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general);
        QTRY_VERIFY(room.isOpened() && room.isLive());
        bool silent = true;
        side.server.spoil = [&](const Request& request) {
            return std::holds_alternative<RoomHistory>(request) && std::exchange(silent, false);
        };
        room.loadOlder();
        QTRY_VERIFY(!silent);
        room.showAround(500);
        QVERIFY(!room.isOpened());
        QTRY_VERIFY(room.isOpened());
        QCOMPARE(seqs(room), downFrom(550, 451));
    }

    /// While the reader is far before the end, only the newest events there are buffered; the rest is requested.
    void whatIsNotKeptAsideIsAskedFor() {
        RoomSide side;
        fill(side.server, 498);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 100);
        QTRY_VERIFY(room.isOpened() && room.isLive());
        QVERIFY(room.log().hasNewer());
        fill(side.server, LogWindow::tailKept * 3 / 2 + 1, true);
        QTRY_COMPARE(side.client.rooms().find(general)->lastSeq, side.server.lastSeq());
        while (room.log().hasNewer()) {
            const Seq newest = room.timeline().newestSeq();
            room.log().loadNewer();
            QTRY_VERIFY(room.timeline().newestSeq() > newest);
        }
        QCOMPARE(seqs(room), downFrom(side.server.lastSeq(), room.timeline().oldestSeq()));
    }

    /// In both directions, and everything in the state that the log has at the end.
    void aPassageGrowsWithoutAGap() {
        RoomSide side;
        fill(side.server, 998);
        side.server.append(ben, ReactionAdded{510, QStringLiteral("👍")}, false);
        side.server.append(ben, ReactionAdded{620, QStringLiteral("👍")}, false);
        fill(side.server, 300);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QTRY_VERIFY(room.isOpened() && room.isLive());
        const auto reactions = [&](Seq seq) {
            const int row = room.timeline().rowOfSeq(seq);
            return row < 0 ? -1 : int(room.timeline().at(row).message()->reactions.value_or(QList<Reaction>()).size());
        };
        QCOMPARE(reactions(510), 1); // at once, though the log has it far behind
        room.loadOlder();
        QTRY_COMPARE(room.timeline().oldestSeq(), 401);
        while (room.log().hasNewer()) {
            const Seq newest = room.timeline().newestSeq();
            room.log().loadNewer();
            QTRY_VERIFY(room.timeline().newestSeq() > newest || !room.log().hasNewer());
        }
        QList<Seq> all = downFrom(side.server.lastSeq(), 401);
        all.removeIf([](Seq seq) { return seq == 1001 || seq == 1002; }); // which are no rows
        QCOMPARE(seqs(room), all);
        QCOMPARE(reactions(510), 1);
        QCOMPARE(reactions(620), 1);
        side.server.append(ben, ReactionAdded{620, QStringLiteral("🎉")});
        QTRY_COMPARE(reactions(620), 2);
    }

    /// What happens at the end changes the messages of a passage at once.
    void aPassageIsLive() {
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QTRY_VERIFY(room.isOpened() && room.isLive() && room.log().hasNewer());
        const auto message = [&](Seq seq) { return room.timeline().at(room.timeline().rowOfSeq(seq)).message(); };
        side.server.append(ben, MessageDeleted{505});
        side.server.append(ben, MessageEdited{506, QStringLiteral("better"), {}});
        QTRY_VERIFY(message(505)->deletedAt);
        QTRY_COMPARE(message(506)->body, QStringLiteral("better"));
        // Also one that comes with a page later.
        side.server.append(ben, MessageDeleted{555});
        room.log().loadNewer();
        QTRY_COMPARE(room.timeline().newestSeq(), 650);
        QTRY_VERIFY(message(555)->deletedAt);
    }

    /// After a gap in the feed the changes that were missed come with the events behind the passage.
    void aGapInThePassagesFeedIsMadeUp() {
        RoomSide side;
        fill(side.server, 998);
        QVERIFY(side.signIn());
        OpenRoom& room = side.client.openRooms().open(general, 500);
        QTRY_VERIFY(room.isOpened() && room.isLive() && room.log().hasNewer());
        room.setReaderAtEnd(false);
        side.server.stop();
        QTRY_VERIFY(!room.isLive());
        side.server.append(ben, MessageDeleted{505}, false);
        fill(side.server, 3000);
        side.server.listen();
        QTRY_VERIFY(room.isLive());
        QCOMPARE(room.timeline().newestSeq(), 550);
        for (int page = 0; page < 6 && room.log().hasNewer(); ++page) {
            const Seq newest = room.timeline().newestSeq();
            room.log().loadNewer();
            QTRY_VERIFY(room.timeline().newestSeq() > newest);
        }
        QVERIFY(room.timeline().at(room.timeline().rowOfSeq(505)).message()->deletedAt);
    }

    // ---- the loaded rows slide along with the reader: none is missing, and they are bounded

    void fromEndToStartAndBack() {
        RoomSide side;
        fill(side.server, 3998);
        QVERIFY(side.signIn());
        test::Reader reader{side, side.client.openRooms().open(general)};
        QTRY_VERIFY(reader.room.isOpened() && reader.room.isLive());
        for (int page = 0; page < 100 && reader.room.hasOlder(); ++page) {
            const Seq viewed = reader.room.timeline().oldestSeq();
            QVERIFY(reader.up());
            QVERIFY(reader.room.timeline().rowOfSeq(viewed) >= 0);
            QCOMPARE(reader.difference(), QString());
        }
        QCOMPARE(reader.room.timeline().oldestSeq(), 3); // events 1 and 2 are no messages
        QVERIFY(reader.log().hasNewer());
        for (int page = 0; page < 100 && reader.log().hasNewer(); ++page) {
            const Seq viewed = reader.room.timeline().newestSeq();
            QVERIFY(reader.down());
            QVERIFY(reader.room.timeline().rowOfSeq(viewed) >= 0);
            QCOMPARE(reader.difference(), QString());
        }
        QVERIFY(reader.room.hasOlder());
        side.server.say(ben, QStringLiteral("news"));
        QTRY_COMPARE(reader.room.timeline().newestSeq(), 4001);
        QCOMPARE(reader.difference(), QString());
    }

    /// Far up, and everybody goes on talking: neither the rows nor what is buffered grows.
    void whoReadsFarUpIsLeftInPeace() {
        RoomSide side;
        fill(side.server, 498);
        QVERIFY(side.signIn());
        test::Reader reader{side, side.client.openRooms().open(general)};
        QTRY_VERIFY(reader.room.isOpened() && reader.room.isLive());
        reader.room.setReaderAtEnd(false);
        while (reader.room.hasOlder())
            QVERIFY(reader.up());
        reader.look(reader.room.timeline().count());
        fill(side.server, 2000, true);
        QTRY_COMPARE(side.client.rooms().find(general)->lastSeq, side.server.lastSeq());
        QVERIFY(reader.log().hasNewer());
        QCOMPARE(reader.room.timeline().oldestSeq(), 3);
        QCOMPARE(reader.difference(), QString());
        side.server.append(ben, MessageDeleted{7});
        QTRY_VERIFY(reader.room.timeline().at(reader.room.timeline().rowOfSeq(7)).message()->deletedAt);
        reader.room.showEnd();
        QTRY_VERIFY(reader.room.isOpened() && reader.isQuiet());
        QVERIFY(!reader.log().hasNewer());
        QCOMPARE(reader.room.timeline().newestSeq(), side.server.lastSeq() - 1); // the deletion is no row
        QCOMPARE(reader.difference(), QString());
    }

    /// The page that was asked for when these rows were there goes on from rows that are not there any more.
    void aPageThatComesTooLateLeavesNoGap() {
        RoomSide side;
        fill(side.server, 2498);
        QVERIFY(side.signIn());
        test::Reader reader{side, side.client.openRooms().open(general, 1000)};
        QTRY_VERIFY(reader.room.isOpened() && reader.room.isLive());
        while (reader.room.timeline().count() < LogWindow::rowsMost - 50) {
            reader.look(reader.room.timeline().count() / 2);
            reader.log().loadOlder();
            reader.log().loadNewer();
            QTRY_VERIFY(reader.isQuiet());
            if (!reader.room.hasOlder() && !reader.log().hasNewer())
                break;
        }
        reader.look(reader.room.timeline().count());
        reader.log().loadOlder(); // lets the newest go when it arrives
        reader.log().loadNewer();
        QTRY_VERIFY(reader.isQuiet());
        QCOMPARE(reader.difference(), QString());
    }

    /// Random ways through the log, while it goes on and the connection breaks. The rows are always the log's.
    void theRowsAreTheLogs() {
        for (unsigned seed = 1; seed <= 6; ++seed) {
            RoomSide side;
            const QString problem = wander(side, seed);
            if (!problem.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogWindow)
#include "tst_logwindow.moc"
