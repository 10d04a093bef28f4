// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QRandomGenerator>
#include <QSignalSpy>

namespace confab::models {

namespace {

QDateTime at(int day, int hour, int minute = 0) {
    return {QDate(2026, 3, day), QTime(hour, minute)};
}

class SetClock : public Clock {
public:
    UtcTime now() const override { return {local.toMSecsSinceEpoch()}; }
    QDateTime local = at(4, 12);
};

/// A user with rooms and conversations, other people, and another device.
struct Days : Fixture {
    QList<RoomId> rooms;
    QRandomGenerator chance;

    explicit Days(quint32 seed) : chance(seed) {
        rooms = {general, garden, stage.addRoom(QStringLiteral("News"), {}, 1), stage.addDirect({ben}),
                 stage.addDirect({chi, dara})};
    }
    NotificationSettings& wishes() { return *workspace.notifications(); }
    int below(int bound) { return chance.bounded(bound); }

    void say(RoomId room, UserId by, const QList<UserId>& mentions) {
        MessagePosted posted{{QStringLiteral("x")}, {}};
        if (!mentions.isEmpty())
            posted.mentions = mentions;
        stage.happen(room, by, posted, UtcTime::now()); // heard where the room is open
        const Seq seq = stage.lastSeq(room);
        stage.server().notify(RoomActivity{room, seq, stage.message(room, seq), QStringLiteral("Ben"), {}});
    }
    void readElsewhere(RoomId room) {
        Seq& read = stage.room(room).readSeq;
        read += below(int(stage.lastSeq(room) - read) + 1);
        stage.server().notify(RoomRead{room, ana, read});
    }
    void markBack(RoomId room) {
        const Seq last = stage.lastSeq(room);
        if (last > 0)
            client.rooms().markUnread(room, 1 + below(int(last)), 1);
    }
    /// Not while a mark is on its way: the server would refuse it.
    void leaveOrCome(RoomId room) {
        if (!isSettled(room))
            return;
        if (client.rooms().find(room))
            return stage.server().notify(RoomRemoved{room, RemovalReason::Left});
        Room facts = stage.room(room);
        const Unread unread = stage.unreadOf(room);
        facts.unread = unread.unread;
        facts.mentions = unread.mentions;
        stage.server().notify(RoomAdded{facts});
    }
    void something() {
        const RoomId room = rooms[below(int(rooms.size()))];
        switch (below(10)) {
        case 0:
        case 1:
            return say(room, ben, {});
        case 2:
            return say(room, chi, {dara, ana});
        case 3:
            return say(room, ana, {}); // from the other device
        case 4:
            return readElsewhere(room);
        case 5:
            return client.rooms().markRead(room, below(int(stage.lastSeq(room)) + 1));
        case 6:
            return markBack(room);
        case 7:
            return wishes().setOwnLevel(double(room.value), below(3));
        case 8:
            return workspace.room()->open(double(room.value)); // nobody looks at it
        default:
            return leaveOrCome(room);
        }
    }
    /// The client and the server know the same end of the log, and the same mark.
    bool isSettled(RoomId room) {
        const Room* known = client.rooms().find(room);
        return !known ||
               (known->lastSeq == stage.lastSeq(room) && client.rooms().readSeq(room) == stage.room(room).readSeq);
    }
    /// Whether a room of the user calls, by the log, the read mark and its level.
    bool calls(RoomId room) {
        const NotificationSettings::Level level = wishes().levelOf(room);
        const Unread unread = stage.unreadOf(room);
        return level == NotificationSettings::All ? unread.unread > 0
                                                  : level == NotificationSettings::Mentions && unread.mentions > 0;
    }
    /// By the log, the read mark and the level of each room.
    int number(bool& isCalling) {
        int number = 0;
        isCalling = false;
        for (const RoomId room : rooms) {
            if (!client.rooms().find(room) || wishes().levelOf(room) == NotificationSettings::Nothing)
                continue;
            number += stage.unreadOf(room).mentions;
            isCalling = isCalling || calls(room);
        }
        return number;
    }
    bool isAsCounted() {
        bool isCalling = false;
        const int counted = number(isCalling);
        const Badges& badges = *workspace.badges();
        return std::all_of(rooms.begin(), rooms.end(), [this](RoomId room) { return isSettled(room); }) &&
               badges.number() == counted && badges.isCalling() == isCalling;
    }
    /// The rooms that the server counts as unread and the user wants to hear of.
    QSet<double> calling() {
        QSet<double> found;
        for (const RoomId room : std::as_const(rooms)) {
            if (client.rooms().find(room) && calls(room))
                found.insert(double(room.value));
        }
        return found;
    }
    /// From no room on, by the key for the next unread one.
    QSet<double> visited() {
        QSet<double> found;
        for (double room = 0;;) {
            room = workspace.rooms()->neighbour(room, 1, true);
            if (room == 0 || found.contains(room))
                return found;
            found.insert(room);
        }
    }
};

} // namespace

/// What asks for the user's attention: quiet hours, keywords, badges.
class AttentionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quietHoursPassMidnight() {
        const QuietHours night{true, QTime(22, 30), QTime(7, 0)};
        QVERIFY(!night.covers(at(4, 22, 29)));
        QVERIFY(night.covers(at(4, 22, 30)) && night.covers(at(5, 0)) && night.covers(at(5, 6, 59)));
        QVERIFY(!night.covers(at(5, 7)));
        QCOMPARE(night.endAfter(at(4, 23)), at(5, 7));
        QCOMPARE(night.endAfter(at(5, 1)), at(5, 7));
        QCOMPARE(night.changeAfter(at(4, 12)), at(4, 22, 30));
        QCOMPARE(night.changeAfter(at(4, 22, 30)), at(5, 7));
        const QuietHours noon{true, QTime(12, 0), QTime(13, 0)};
        QVERIFY(noon.covers(at(4, 12)) && !noon.covers(at(4, 13)) && !noon.covers(at(4, 11, 59)));
        QVERIFY(!(QuietHours{false, QTime(12, 0), QTime(13, 0)}.covers(at(4, 12))));
        QVERIFY(!(QuietHours{true, QTime(9, 0), QTime(9, 0)}.covers(at(4, 9))));
    }

    void timesAreRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QTime>("time");
        QTest::newRow("as shown") << QStringLiteral("22:00") << QTime(22, 0);
        QTest::newRow("an hour") << QStringLiteral(" 7 ") << QTime(7, 0);
        QTest::newRow("a point") << QStringLiteral("7.30") << QTime(7, 30);
        QTest::newRow("without one") << QStringLiteral("0730") << QTime(7, 30);
        QTest::newRow("too late") << QStringLiteral("24:00") << QTime();
        QTest::newRow("no minute") << QStringLiteral("7:60") << QTime();
        QTest::newRow("words") << QStringLiteral("noon") << QTime();
        QTest::newRow("nothing") << QString() << QTime();
    }
    void timesAreRead() {
        QFETCH(QString, text);
        QFETCH(QTime, time);
        QCOMPARE(timeOfDay(text).value_or(QTime()), time);
        if (time.isValid())
            QCOMPARE(timeOfDay(timeOfDayText(time)).value_or(QTime()), time);
    }

    void quietHoursBeginAndEnd() {
        Fixture f;
        SetClock clock;
        clock.local = at(4, 21);
        NotificationSettings wishes(f.client, f.settings, clock);
        wishes.setQuiet(true);
        QVERIFY(wishes.setQuietFrom(QStringLiteral("22")) && wishes.setQuietTo(QStringLiteral("7:00")));
        QVERIFY(!wishes.setQuietTo(QStringLiteral("soon")));
        QVERIFY(!wishes.isPaused());
        wishes.pause(90); // until half past ten: the quiet hours follow
        QVERIFY(wishes.isPaused());
        clock.local = at(4, 23);
        QVERIFY(wishes.isPaused());
        QVERIFY(wishes.pausedUntil().contains(timeOfDayText(QTime(7, 0))));
        wishes.resume();
        QVERIFY(!wishes.isPaused());
        clock.local = at(5, 2);
        QVERIFY(!wishes.isPaused());                             // this night no more
        NotificationSettings again(f.client, f.settings, clock); // the next run
        QVERIFY(again.isQuiet() && !again.isPaused());
        QCOMPARE(again.quietTo(), timeOfDayText(QTime(7, 0)));
        clock.local = at(5, 22);
        QVERIFY(wishes.isPaused() && again.isPaused());
        clock.local = at(6, 7);
        QVERIFY(!wishes.isPaused());
    }

    void keywordsAreWords_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("found");
        const QString two = QStringLiteral("release,  Coffee break,, release");
        QTest::newRow("in another case") << two << QStringLiteral("The RELEASE is out.") << true;
        QTest::newRow("of two parts") << two << QStringLiteral("time for a coffee break!") << true;
        QTest::newRow("a part of another") << two << QStringLiteral("released and prereleases") << false;
        QTest::newRow("later in the text") << two << QStringLiteral("prerelease, then release") << true;
        QTest::newRow("Cyrillic") << QStringLiteral("релиз") << QStringLiteral("Вышел РЕЛИЗ!") << true;
        QTest::newRow("Chinese has no spaces") << QStringLiteral("上海") << QStringLiteral("我在上海见你") << true;
        QTest::newRow("an address") << QStringLiteral("10.1.2.3") << QStringLiteral("ping 10.1.2.3") << true;
        QTest::newRow("a sign") << QStringLiteral("c++") << QStringLiteral("in C++, of course") << true;
        QTest::newRow("no words") << QStringLiteral(" , ") << QStringLiteral(", anything") << false;
    }
    void keywordsAreWords() {
        QFETCH(QString, words);
        QFETCH(QString, said);
        QFETCH(bool, found);
        QCOMPARE(Keywords::fromText(words).areIn(said), found);
    }

    void keywordsAreBounded() {
        QStringList many;
        for (int i = 0; i < 2 * Keywords::most; ++i)
            many << QStringLiteral("word%1").arg(i);
        const Keywords kept = Keywords::fromText(many.join(u'\n'));
        QVERIFY(kept.areIn(many[Keywords::most - 1]) && !kept.areIn(many[Keywords::most]));
        QCOMPARE(Keywords::fromText(QStringLiteral("b,  a  c ;B")).text(), QStringLiteral("b, a c"));
        QCOMPARE(Keywords::fromText(QString(500, u'x')).text().size(), qsizetype(Keywords::longestWord));
    }

    void mutedRoomsDoNotCall() {
        Fixture f;
        const RoomId withBen = f.stage.addDirect({f.ben});
        for (const RoomId room : {f.general, f.garden, withBen})
            f.stage.say(room, f.ben, QStringLiteral("hi"), UtcTime::now());
        f.stage.markRead(f.garden, 1);
        f.stage.markRead(withBen, 1);
        f.stage.markRead(f.general, 0);
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(rooms.rowCount(), 3);
        const Badges& badges = *f.workspace.badges();
        const auto badgeOf = [&](RoomId room) {
            for (int row = 0; row < rooms.rowCount(); ++row) {
                if (rooms.roomIdAt(row) == double(room.value))
                    return Fixture::at(rooms, row, "badge").toInt();
            }
            return -100;
        };
        QCOMPARE(badges.number(), 1); // the conversation
        QCOMPARE(badgeOf(withBen), 1);
        QCOMPARE(badgeOf(f.garden), -1);
        QCOMPARE(badgeOf(f.general), 0);
        NotificationSettings& wishes = *f.workspace.notifications();
        wishes.setOwnLevel(double(withBen.value), NotificationSettings::Nothing);
        QCOMPARE(badges.number(), 0);
        QVERIFY(badges.isCalling());
        QCOMPARE(badgeOf(withBen), 0);
        QCOMPARE(rooms.neighbour(0, 1, true), double(f.garden.value));
        wishes.setLevel(NotificationSettings::Nothing);
        QVERIFY(!badges.isCalling());
        QCOMPARE(rooms.neighbour(0, 1, true), 0.0);
        wishes.setOwnLevel(double(withBen.value), NotificationSettings::All);
        QCOMPARE(badges.number(), 1);
        f.workspace.signIn()->signOut();
        QTRY_COMPARE(badges.number(), 0);
        QVERIFY(f.signIn());
        QTRY_COMPARE(badges.number(), 1); // the level came back with the account
    }

    /// Whatever happens in whatever order: the badges are what a recount says, and each room that calls can be reached.
    void badgesEqualARecount_data() {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U, 3U, 4U, 5U, 6U})
            QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
    }
    void badgesEqualARecount() {
        QFETCH(quint32, seed);
        Days f(seed);
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.workspace.rooms()->rowCount(), 5);
        for (int round = 0; round < 8; ++round) {
            for (int i = 0; i < 40; ++i)
                f.something();
            QTRY_VERIFY2_WITH_TIMEOUT(f.isAsCounted(), qPrintable(QStringLiteral("round %1").arg(round)), 20000);
            QTRY_COMPARE_WITH_TIMEOUT(f.visited(), f.calling(), 20000);
        }
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::AttentionTest)
#include "tst_attention.moc"
