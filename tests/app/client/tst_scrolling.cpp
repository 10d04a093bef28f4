// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"
#include "common/protocol/eventeffect.h"
#include "common/protocol/fieldwriting.h"
#include "tests/app/client/longlog.h"

#include <random>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

namespace {

/// The messages of the log by their places in it, as Ana sees them in the end.
std::vector<std::optional<Message>> present(const RoomServer& server) {
    std::vector<std::optional<Message>> messages;
    for (const Event& event : server.log) {
        messages.push_back(messageOf(event));
        const std::optional<MessageChange> change = changeOf(event, ana);
        if (change && messages.at(size_t(change->target - 1)))
            apply(*messages.at(size_t(change->target - 1)), *change);
    }
    return messages;
}

/// A reader whose view is some rows high.
struct Reader {
    RoomSide& side;
    OpenRoom& room;
    static constexpr int screen = 20;

    LogWindow& log() const { return room.log(); }
    /// Shows the screen that ends with this row.
    void look(int newestRow) const {
        const int last = room.timeline().count() - 1;
        const int newest = std::clamp(newestRow, 0, std::max(0, last));
        if (last >= 0)
            log().setViewed(room.timeline().at(std::min(last, newest + screen)).seq(),
                            std::max<Seq>(1, room.timeline().at(newest).seq()));
    }
    bool isQuiet() const {
        return !room.isLoadingOlder() && !log().isLoadingNewer() && !log().isWanting() && !log().isStale();
    }
    /// Goes to the end of what is loaded, and asks for more.
    bool up() const {
        look(room.timeline().count());
        log().loadOlder();
        return QTest::qWaitFor([this] { return isQuiet(); }, 30000);
    }
    bool down() const {
        look(0);
        log().loadNewer();
        return QTest::qWaitFor([this] { return isQuiet(); }, 30000);
    }
    /// How the loaded messages differ from the log's between the oldest and the newest of them.
    QString difference() const {
        const Timeline& rows = room.timeline();
        if (rows.count() > LogWindow::rowsMost + limits::messagesPerPage)
            return QStringLiteral("%1 rows").arg(rows.count());
        const std::vector<std::optional<Message>> truths = present(side.server);
        int row = 0;
        while (row < rows.count() && rows.at(row).seq() == 0)
            ++row;
        for (Seq seq = rows.newestSeq(); seq >= rows.oldestSeq() && row < rows.count(); --seq) {
            const std::optional<Message>& truth = truths.at(size_t(seq - 1));
            if (!truth) {
                row += rows.at(row).seq() == seq ? 1 : 0; // a notice, where events were shown
                continue;
            }
            const Message* message = rows.at(row).message();
            if (!message || message->seq != seq)
                return QStringLiteral("row %1 is %2, not %3").arg(row).arg(rows.at(row).seq()).arg(seq);
            if (encodeFrame(*message, Codec::Json) != encodeFrame(*truth, Codec::Json))
                return QStringLiteral("seq %1 is %2, not %3")
                    .arg(QString::number(seq), QString::fromUtf8(encodeFrame(*message, Codec::Json)),
                         QString::fromUtf8(encodeFrame(*truth, Codec::Json)));
            ++row;
        }
        return row == rows.count() ? QString() : QStringLiteral("rows beyond the oldest");
    }
};

} // namespace

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
            const QString problem = wander(seed);
            if (!problem.isEmpty())
                QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
        }
    }

private:
    static void happen(RoomServer& server, std::mt19937& random, bool live) {
        const auto below = [&](Seq bound) { return Seq(random() % std::uint32_t(bound)); };
        const Seq target = 3 + below(server.lastSeq() - 2);
        const bool isThere = server.message(target) && !server.message(target)->deletedAt;
        switch (below(6)) {
        case 0:
            return isThere ? void(server.append(ben, MessageEdited{target, QStringLiteral("edited"), {}}, live))
                           : void();
        case 1:
            return isThere ? void(server.append(ben, MessageDeleted{target}, live)) : void();
        case 2:
            return isThere ? void(server.append(ben, ReactionAdded{target, QStringLiteral("👍")}, live)) : void();
        default:
            server.say(ben, QStringLiteral("said"), live);
        }
    }

    static QString wander(unsigned seed) {
        std::mt19937 random(seed);
        const auto below = [&](int bound) { return int(random() % unsigned(bound)); };
        RoomSide side;
        fill(side.server, 2998);
        if (!side.signIn())
            return QStringLiteral("no sign-in");
        Reader reader{side, side.client.openRooms().open(general)};
        reader.room.setReaderAtEnd(false);
        const auto settled = [&] {
            return QTest::qWaitFor(
                [&] {
                    return reader.room.isLive() && reader.room.isOpened() && reader.isQuiet() &&
                           reader.room.lastSeq() == side.server.lastSeq();
                },
                30000);
        };
        for (int step = 0; step < 25; ++step) {
            if (!settled())
                return QStringLiteral("step %1 does not end").arg(step);
            if (const QString problem = reader.difference(); !problem.isEmpty())
                return QStringLiteral("step %1: %2").arg(step).arg(problem);
            const int way = below(7);
            for (int page = below(40); way < 2 && page > 0; --page)
                way == 0 ? reader.up() : reader.down();
            if (way == 2)
                reader.room.showEnd();
            if (way == 3)
                reader.room.showAround(1 + below(int(side.server.lastSeq())));
            if (way == 4)
                side.server.stop();
            if (way == 4 && !QTest::qWaitFor([&] { return !reader.room.isLive(); }, 30000))
                return QStringLiteral("it does not break");
            for (int event = below(way == 4 && below(3) == 0 ? 4000 : 60); way >= 4 && event > 0; --event)
                happen(side.server, random, way != 4);
            if (way == 4)
                side.server.listen();
        }
        return settled() ? reader.difference() : QStringLiteral("it does not settle");
    }
};

QTEST_GUILESS_MAIN(TestScrolling)
#include "tst_scrolling.moc"
