// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/client/storedlog.h"
#include "app/client/storefeed.h"
#include "app/store/roomlog.h"
#include "app/store/storedatabase.h"
#include "tests/app/client/logreader.h"

#include <QDir>
#include <QTemporaryDir>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// What was read of a room's log is there without the server, and is right.
class TestStoredLog : public QObject {
    Q_OBJECT
private:
    struct Kept {
        QTemporaryDir folder;
        RoomSide side{folder.path()};

        OpenRoom& open() { return side.client.openRooms().open(general); }
        void close() { side.client.openRooms().close(general); }
        bool isLive() {
            return test::holdsSoon([this] { return open().isLive() && open().isOpened(); });
        }
        /// The store has everything that the log has.
        bool isStored() {
            return test::holdsSoon(
                [this] {
                    const auto end = side.client.store().end(general);
                    return end && end->asOf == side.server.lastSeq();
                },
                30000);
        }
        bool readAll() {
            const test::Reader reader{side, open()};
            while (reader.room.hasOlder()) {
                if (!reader.up())
                    return false;
            }
            return true;
        }
        bool goOffline() {
            side.server.stop();
            return test::holdsSoon([this] { return !side.client.session().isOnline(); });
        }
        /// All that there is, from the end to the start and back. Empty, or what is wrong.
        QString differenceOffline(Seq oldest) {
            close();
            const test::Reader reader{side, open()};
            if (!reader.room.isOpened())
                return QStringLiteral("it is not open");
            QString problem = reader.difference();
            for (int page = 0; page < 300 && problem.isEmpty() && reader.room.timeline().oldestSeq() > oldest; ++page)
                problem = reader.up() ? reader.difference() : QStringLiteral("no end of loading");
            if (problem.isEmpty() && reader.room.timeline().oldestSeq() > oldest)
                return QStringLiteral("the oldest is %1").arg(reader.room.timeline().oldestSeq());
            for (int page = 0; page < 300 && problem.isEmpty() && reader.log().hasNewer(); ++page)
                problem = reader.down() ? reader.difference() : QStringLiteral("no end of loading");
            return reader.log().hasNewer() ? QStringLiteral("not at the end") : problem;
        }
        /// How the page differs from the log. Empty: it does not.
        QString difference(const store::LogPage& page) const {
            const std::vector<std::optional<Message>>& truths = side.server.present();
            auto row = page.rows.begin();
            for (Seq seq = page.high; seq >= page.low; --seq) {
                const std::optional<Message>& truth = truths.at(size_t(seq - 1));
                const bool isThere = row != page.rows.end() && row->seq() == seq;
                if (truth && !isThere)
                    return QStringLiteral("%1 is missing").arg(seq);
                if (truth && textOf(*truth) != textOf(*row->message))
                    return QStringLiteral("it is %1, not %2").arg(textOf(*row->message), textOf(*truth));
                row += isThere ? 1 : 0;
            }
            return {};
        }
        /// The same of all that is stored.
        QString differenceStored() {
            for (Seq seq = side.server.lastSeq(); seq > 0; --seq) {
                if (!side.client.store().has(general, seq))
                    continue;
                std::optional<std::optional<store::LogPage>> page;
                side.client.store().page({general, seq + 1, 200}, [&](auto found) { page = std::move(found); });
                if (!test::holdsSoon([&] { return page.has_value(); }) || !*page)
                    return QStringLiteral("no page before %1").arg(seq + 1);
                if (const QString problem = difference(**page); !problem.isEmpty())
                    return problem;
                seq = (*page)->low;
            }
            return {};
        }
        bool fileSays(const char* text) {
            side.client.store().settle();
            const QDir stores(folder.path());
            for (const QString& name : stores.entryList({QStringLiteral("store-*.db")}, QDir::Files)) {
                const auto database =
                    store::StoreDatabase::open(stores.filePath(name), store::StoreDatabase::Access::Write);
                if (!database || !(*database)->value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")))
                    return true;
                QFile file(stores.filePath(name));
                if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(text))
                    return true;
            }
            return false;
        }
    };

private Q_SLOTS:
    void everythingThatWasReadIsThere() {
        Kept kept;
        fill(kept.side.server, 2498);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        QVERIFY(kept.goOffline());
        kept.side.server.forgetRequests();
        QCOMPARE(kept.differenceOffline(3), QString());
        QVERIFY(kept.side.server.requestsOf<RoomHistory>().empty());
    }

    /// A place far before the end, which a search found, opens without the server as well.
    void aPlaceThatWasReadOpens() {
        Kept kept;
        fill(kept.side.server, 998);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        kept.close();
        QVERIFY(kept.goOffline());
        OpenRoom& room = kept.open();
        QVERIFY(room.isOpened() && room.timeline().rowOfSeq(300) < 0);
        room.showAround(299);
        QTRY_VERIFY(room.isOpened());
        QVERIFY(room.timeline().rowOfSeq(300) >= 0 && room.log().hasNewer());
        QCOMPARE((test::Reader{kept.side, room}.difference()), QString());
        room.showEnd();
        QTRY_COMPARE(room.timeline().newestSeq(), 1000);
    }

    /// What was read is not asked for again.
    void theStoreIsAskedFirst() {
        Kept kept;
        fill(kept.side.server, 998);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        kept.close();
        kept.side.server.say(ben, QStringLiteral("meanwhile"), false);
        QVERIFY(kept.side.client.rooms().find(general));
        QVERIFY(kept.isLive());
        kept.side.server.forgetRequests();
        QVERIFY(kept.readAll());
        QCOMPARE(kept.open().timeline().oldestSeq(), 3);
        QVERIFY(kept.side.server.requestsOf<RoomHistory>().empty());
        QCOMPARE((test::Reader{kept.side, kept.open()}.difference()), QString());
    }

    /// Only the gap is asked for.
    void aGapIsFilledWhenOneGetsThere() {
        Kept kept;
        fill(kept.side.server, 1998);
        QVERIFY(kept.side.signIn() && kept.isLive());
        kept.open().showAround(500);
        QTRY_VERIFY(kept.open().isOpened());
        kept.open().showEnd();
        QTRY_VERIFY(kept.open().isOpened() && !kept.open().log().isWanting());
        QVERIFY(kept.isStored());
        QVERIFY(kept.side.client.store().has(general, 500) && !kept.side.client.store().has(general, 700));
        kept.side.server.forgetRequests();
        QVERIFY(kept.readAll());
        QCOMPARE((test::Reader{kept.side, kept.open()}.difference()), QString());
        for (const RoomHistory& asked : kept.side.server.requestsOf<RoomHistory>())
            QVERIFY(!asked.before || *asked.before > 550 || *asked.before <= 451);
        QVERIFY(kept.goOffline());
        QCOMPARE(kept.differenceOffline(3), QString());
    }

    /// Also of rows that are not loaded, in ranges that are far from the end.
    void changesReachWhatIsStored() {
        Kept kept;
        kept.side.server.say(ben, QStringLiteral("a secret of long ago"));
        fill(kept.side.server, 1998);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll());
        kept.open().showEnd();
        QTRY_VERIFY(kept.open().isOpened() && kept.open().timeline().rowOfSeq(3) < 0);
        QVERIFY(kept.fileSays("a secret of long ago"));
        kept.side.server.append(ben, MessageEdited{4, QStringLiteral("better"), {}});
        kept.side.server.append(ben, ReactionAdded{5, QStringLiteral("👍")});
        kept.side.server.append(ana, MessagePinned{5});
        kept.side.server.append(ben, MessageDeleted{3});
        QVERIFY(kept.isStored());
        kept.side.client.store().settle();
        QVERIFY(kept.goOffline());
        QCOMPARE(kept.differenceOffline(3), QString());
        QVERIFY(!kept.fileSays("a secret of long ago"));
    }

    /// The room opens at its end, which is far ahead of the store; the events between are read for the store.
    void aLongAbsenceIsMadeUpFor() {
        Kept kept;
        fill(kept.side.server, 998);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        QVERIFY(kept.goOffline());
        kept.close();
        kept.side.server.append(ben, MessageDeleted{7}, false);
        kept.side.server.append(ben, ReactionAdded{8, QStringLiteral("👍")}, false);
        fill(kept.side.server, 1500);
        kept.side.server.append(ben, MessageEdited{9, QStringLiteral("at last"), {}}, false);
        kept.side.server.listen();
        QTRY_VERIFY(kept.side.client.session().isOnline());
        QTRY_COMPARE(kept.side.client.rooms().find(general)->lastSeq, kept.side.server.lastSeq());
        QVERIFY(kept.isLive() && kept.isStored());
        QVERIFY(kept.goOffline());
        QCOMPARE(kept.differenceOffline(3), QString());
    }

    /// Nobody has opened the room since.
    void aRoomThatIsNotOpenIsMadeUpForToo() {
        Kept kept;
        fill(kept.side.server, 998);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        kept.close();
        QVERIFY(kept.goOffline());
        kept.side.server.append(ben, MessageDeleted{7}, false);
        fill(kept.side.server, 700);
        kept.side.server.listen();
        QVERIFY(kept.isStored());
        QVERIFY(!kept.side.client.openRooms().find(general));
        QCOMPARE(kept.differenceStored(), QString());
    }

    /// Too much happened: nothing of before is kept, rather than what may be wrong.
    void tooLongAnAbsenceBeginsAnew() {
        Kept kept;
        fill(kept.side.server, 98);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        QVERIFY(kept.goOffline());
        kept.close();
        kept.side.server.append(ben, MessageDeleted{7}, false);
        fill(kept.side.server, int(StoredLog::mostCaughtUp) + 100);
        kept.side.server.listen();
        QTRY_VERIFY(kept.side.client.session().isOnline());
        QTRY_COMPARE(kept.side.client.rooms().find(general)->lastSeq, kept.side.server.lastSeq());
        QVERIFY(kept.isLive() && kept.isStored());
        QVERIFY(!kept.side.client.store().has(general, 7));
        QVERIFY(kept.side.client.store().has(general, kept.side.server.lastSeq()));
    }

    /// The server has lost events: what is kept is of another log.
    void anotherLogIsAnotherStore() {
        Kept kept;
        fill(kept.side.server, 198);
        QVERIFY(kept.side.signIn() && kept.isLive() && kept.readAll() && kept.isStored());
        QVERIFY(kept.goOffline());
        kept.side.server.log.erase(kept.side.server.log.begin() + 100, kept.side.server.log.end());
        kept.side.server.listen();
        QVERIFY(kept.isLive());
        QTRY_COMPARE(kept.open().lastSeq(), 100);
        QVERIFY(kept.isStored());
        QVERIFY(!kept.side.client.store().has(general, 150) && !kept.side.client.store().has(general, 20));
        QTRY_VERIFY(kept.open().timeline().newestSeq() <= 100);
    }

    /// Random ways through the log while it goes on and the connection breaks. What is left without it is the log.
    void whatIsLeftIsTheLog() {
        for (unsigned seed = 1; seed <= 4; ++seed) {
            Kept kept;
            QString problem = wander(kept.side, seed);
            if (problem.isEmpty() && !kept.isStored())
                problem = QStringLiteral("it is not stored");
            if (problem.isEmpty())
                problem = kept.differenceStored();
            if (!problem.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        }
    }
};

QTEST_GUILESS_MAIN(TestStoredLog)
#include "tst_storedlog.moc"
