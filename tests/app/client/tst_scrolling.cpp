// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/logreader.h"

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// The loaded rows slide along with the reader: none is missing, and they are bounded.
class TestScrolling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromEndToStartAndBack() {
        RoomSide side;
        fill(side.server, 3998);
        QVERIFY(side.signIn());
        Reader reader{side, side.client.openRooms().open(general)};
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
        Reader reader{side, side.client.openRooms().open(general)};
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
        Reader reader{side, side.client.openRooms().open(general, 1000)};
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
        for (unsigned seed = 1; seed <= 12; ++seed) {
            RoomSide side;
            const QString problem = wander(side, seed);
            if (!problem.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        }
    }
};

QTEST_GUILESS_MAIN(TestScrolling)
#include "tst_scrolling.moc"
