// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/longlog.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// A passage of the log before its end, and the way from there to the end.
class TestLogWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openingSurvivesABreak_data() {
        QTest::addColumn<bool>("older");
        QTest::newRow("older") << true;
        QTest::newRow("newer") << false;
    }
    void openingSurvivesABreak() {
        QFETCH(const bool, older);
        RoomSide side;
        fill(side.server, 1998);
        QVERIFY(side.signIn());
        int lost = 0;
        bool broken = true;
        side.server.spoil = [&](const Request& request) {
            const bool isIt =
                older ? std::holds_alternative<RoomHistory>(request) : std::holds_alternative<RoomEvents>(request);
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
        QCOMPARE(seqs(room), downFrom(600, 451));
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
        QCOMPARE(seqs(room), downFrom(600, 451));
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
};

QTEST_GUILESS_MAIN(TestLogWindow)
#include "tst_logwindow.moc"
