// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

namespace confab::models {

class RoomListTest : public QObject {
    Q_OBJECT
private:
    static QStringList names(const QAbstractItemModel& model) {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names << Fixture::at(model, row, "name").toString();
        return names;
    }
    static constexpr qint64 hour = 3'600'000;

private Q_SLOTS:
    void showsWhatTheServerSays() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("one\ntwo"), UtcTime::now());
        f.stage.markRead(f.general, 1);
        QAbstractItemModelTester tester(f.workspace.rooms(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn());
        QAbstractItemModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(rooms.rowCount(), 2);
        QCOMPARE(names(rooms), QStringList({QStringLiteral("General"), QStringLiteral("Garden plans")}));
        QCOMPARE(Fixture::at(rooms, 0, "lastLine").toString(), QStringLiteral("Ben: one two"));
        QCOMPARE(Fixture::at(rooms, 0, "unread").toInt(), 1);
        QCOMPARE(Fixture::at(rooms, 1, "initials").toString(), QStringLiteral("GP"));
    }

    /// A room without messages is sorted by the time of joining, and a message in it moves it up like any other.
    void sortedByLastActivityOrJoining() {
        Fixture f;
        const qint64 now = UtcTime::now().ms;
        const RoomId quiet = f.stage.addRoom(QStringLiteral("Quiet"), {}, 1);
        const RoomId old = f.stage.addRoom(QStringLiteral("Joined late"), {}, 1);
        f.stage.say(f.general, f.ben, QStringLiteral("x"), UtcTime{now - 2 * hour});
        f.stage.say(f.garden, f.ben, QStringLiteral("x"), UtcTime{now - 4 * hour});
        f.stage.say(old, f.ben, QStringLiteral("x"), UtcTime{now - 900 * hour});
        f.stage.room(f.general).joinedAt = UtcTime{now - 800 * hour};
        f.stage.room(quiet).joinedAt = UtcTime{now - 3 * hour};
        f.stage.room(old).joinedAt = UtcTime{now - hour};
        QVERIFY(f.signIn());
        QAbstractItemModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(rooms.rowCount(), 4);
        QCOMPARE(names(rooms), QStringList({QStringLiteral("Joined late"), QStringLiteral("General"),
                                            QStringLiteral("Quiet"), QStringLiteral("Garden plans")}));
        QVERIFY(f.open(quiet));
        f.stage.say(quiet, f.ben, QStringLiteral("now"), UtcTime{now});
        QTRY_COMPARE(names(rooms).first(), QStringLiteral("Quiet"));
    }

    /// The order for switching: unread rooms, then the last ones left; the open room comes last.
    void theSwitcherBeginsElsewhere() {
        Fixture f;
        const qint64 now = UtcTime::now().ms;
        const RoomId news = f.stage.addRoom(QStringLiteral("News"), {}, 1);
        const RoomId yard = f.stage.addRoom(QStringLiteral("Yard"), {}, 1);
        f.stage.say(f.general, f.ben, QStringLiteral("x"), UtcTime{now - hour});
        f.stage.say(f.garden, f.ben, QStringLiteral("x"), UtcTime{now - 2 * hour});
        f.stage.say(yard, f.ben, QStringLiteral("x"), UtcTime{now - 3 * hour});
        f.stage.say(news, f.ben, QStringLiteral("x"), UtcTime{now - 9 * hour});
        f.stage.markRead(news, 1);
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = f.workspace.switcher()->rooms();
        QAbstractItemModelTester tester(&rooms, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(rooms.rowCount(), 4);
        QVERIFY(f.open(f.general));
        QCOMPARE(names(rooms), QStringList({QStringLiteral("News"), QStringLiteral("Garden plans"),
                                            QStringLiteral("Yard"), QStringLiteral("General")}));
        QVERIFY(f.open(yard));
        QCOMPARE(names(rooms), QStringList({QStringLiteral("News"), QStringLiteral("General"),
                                            QStringLiteral("Garden plans"), QStringLiteral("Yard")}));
        QVERIFY(f.open(f.garden)); // the user left Yard a moment ago
        QCOMPARE(names(rooms).mid(1, 1), QStringList{QStringLiteral("Yard")});
        QCOMPARE(names(rooms).last(), QStringLiteral("Garden plans"));
        rooms.setFilter(QStringLiteral("gar"));
        QCOMPARE(names(rooms), QStringList{QStringLiteral("Garden plans")});
    }

    void activityMovesARoomUp() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("old"), UtcTime{UtcTime::now().ms - 2 * hour});
        f.stage.say(f.garden, f.chi, QStringLiteral("newer"), UtcTime{UtcTime::now().ms - hour});
        QAbstractItemModelTester tester(f.workspace.rooms(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn());
        QAbstractItemModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(names(rooms).value(0), QStringLiteral("Garden plans"));
        QVERIFY(f.open(f.general));
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        QTRY_COMPARE(names(rooms).value(0), QStringLiteral("General"));
        QCOMPARE(Fixture::at(rooms, 0, "lastLine").toString(), QStringLiteral("Ben: hello"));
    }

    /// Conversations stand behind the rooms, whatever is newer, and are called by their people.
    void conversationsHaveASectionOfTheirOwn() {
        Fixture f;
        const RoomId withBen = f.stage.addDirect({f.ben});
        const RoomId withBoth = f.stage.addDirect({f.chi, f.ben});
        f.stage.say(f.general, f.chi, QStringLiteral("x"), UtcTime{UtcTime::now().ms - 9 * hour});
        f.stage.say(withBen, f.ben, QStringLiteral("hi"), UtcTime::now());
        f.stage.room(withBen).unread = f.stage.room(withBen).mentions = 1;
        QAbstractItemModelTester tester(f.workspace.rooms(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(names(rooms), QStringList({QStringLiteral("General"), QStringLiteral("Garden plans"),
                                                QStringLiteral("Ben"), QStringLiteral("Chi, Ben")}));
        QCOMPARE(Fixture::at(rooms, 1, "section").toInt(), int(RoomListModel::Plain));
        QCOMPARE(Fixture::at(rooms, 2, "section").toInt(), int(RoomListModel::Direct));
        QCOMPARE(Fixture::at(rooms, 2, "initials").toString(), QStringLiteral("B"));
        QCOMPARE(Fixture::at(rooms, 2, "colorId").toDouble(), double(f.ben.value)); // as everywhere else
        QCOMPARE(Fixture::at(rooms, 2, "mentions").toInt(), 1);
        QCOMPARE(Fixture::at(rooms, 3, "initials").toString(), QStringLiteral("CB"));
        QCOMPARE(rooms.directCount(), 2);
        QCOMPARE(rooms.plainCount(), 2);
        QVERIFY(f.open(withBen)); // the stage tells of events where the user is; nobody looks at it, so nothing is read
        f.stage.say(withBen, f.ben, QStringLiteral("again"), UtcTime::now());
        QTRY_COMPARE(Fixture::at(rooms, 2, "mentions").toInt(), 2);
        Q_UNUSED(withBoth);
    }

    void archivedRoomsAreFoldedAway() {
        Fixture f;
        f.stage.say(f.garden, f.chi, QStringLiteral("x"), UtcTime::now());
        QAbstractItemModelTester tester(f.workspace.filteredRooms(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = *f.workspace.filteredRooms();
        QTRY_COMPARE(names(rooms), QStringList({QStringLiteral("Garden plans"), QStringLiteral("General")}));
        QVERIFY(f.open(f.garden));
        RoomUpdated archived;
        archived.archived = true;
        f.stage.happen(f.garden, f.ben, archived, UtcTime::now());
        QTRY_COMPARE(names(rooms), QStringList{QStringLiteral("General")});
        QCOMPARE(rooms.archivedCount(), 1);
        QVERIFY(f.workspace.room()->facts()->isReadOnly());
        rooms.setUnfolded(true);
        QCOMPARE(names(rooms), QStringList({QStringLiteral("General"), QStringLiteral("Garden plans")})); // at the end
        rooms.setUnfolded(false);
        rooms.setFilter(QStringLiteral("gar")); // who looks for it finds it
        QCOMPARE(names(rooms), QStringList{QStringLiteral("Garden plans")});
        QCOMPARE(f.workspace.rooms()->neighbour(double(f.general.value), 1, false), 0.0); // keys pass it by
        QCOMPARE(names(f.workspace.switcher()->rooms()).last(), QStringLiteral("Garden plans"));
        archived.archived = false;
        f.stage.happen(f.garden, f.ben, archived, UtcTime::now());
        QTRY_COMPARE(rooms.archivedCount(), 0);
        QVERIFY(!f.workspace.room()->facts()->isReadOnly());
    }

    void theSwitcherFindsPeopleToo() {
        Fixture f;
        f.stage.addDirect({f.ben});
        f.stage.addUser(QStringLiteral("Gareth Benson"));
        QVERIFY(f.signIn());
        SwitcherModel& entries = *f.workspace.switcher();
        QAbstractItemModelTester tester(&entries, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(entries.rowCount(), 3);
        entries.setFilter(QStringLiteral("gar"));
        QTRY_COMPARE(names(entries), QStringList({QStringLiteral("Garden plans"), QStringLiteral("Gareth Benson"),
                                                  QStringLiteral("Search all messages for “gar”")}));
        QCOMPARE(entries.roomIdAt(0), double(f.garden.value));
        QCOMPARE(entries.userIdAt(0), 0.0);
        QCOMPARE(entries.roomIdAt(1), 0.0);
        QCOMPARE(entries.userIdAt(1), 5.0);
        QCOMPARE(Fixture::at(entries, 1, "colorId").toDouble(), 5.0);
        QCOMPARE(Fixture::at(entries, 1, "initials").toString(), QStringLiteral("GB"));
        entries.setFilter(QStringLiteral("ben")); // with Ben there is a conversation
        QTRY_COMPARE(names(entries), QStringList({QStringLiteral("Ben"), QStringLiteral("Gareth Benson"),
                                                  QStringLiteral("Search all messages for “ben”")}));
        QCOMPARE(entries.searchText(), QStringLiteral("ben"));
        QCOMPARE(Fixture::at(entries, 0, "kind").toString(), QStringLiteral("Rooms and conversations"));
        QCOMPARE(Fixture::at(entries, 2, "kind").toString(), QStringLiteral("Messages"));
        QCOMPARE(entries.roomIdAt(2) + entries.userIdAt(2), 0.0);
        entries.setFilter({});
        QTRY_COMPARE(entries.rowCount(), 3);
    }

    void theSwitcherRunsCommands() {
        Fixture f;
        QVERIFY(f.signIn());
        SwitcherModel& entries = *f.workspace.switcher();
        QAbstractItemModelTester tester(&entries, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(entries.rowCount(), 2);
        entries.setFilter(QStringLiteral("room"));
        QCOMPARE(entries.commandAt(0), QStringLiteral("newRoom")); // the shortest of several
        QCOMPARE(Fixture::at(entries, 0, "commandKeys").toString(), QStringLiteral("Ctrl+N"));
        QCOMPARE(Fixture::at(entries, 0, "commandIcon").toString(), QStringLiteral("plus"));
        entries.setFilter(QStringLiteral("search in"));
        QCOMPARE(entries.commandAt(0), QStringLiteral("searchRoom"));
        entries.setFilter(QStringLiteral("> sgou")); // with the sign in any order of fit
        QCOMPARE(entries.rowCount(), 1);
        QCOMPARE(entries.commandAt(0), QStringLiteral("signOut"));
        QCOMPARE(entries.searchText(), QString());
        entries.setFilter({});
        QCOMPARE(entries.rowCount(), 2);
        QCOMPARE(entries.commandAt(0), QString());
    }

    void theBestFitComesFirst_data() {
        QTest::addColumn<QString>("letters");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char16_t* letters, const QStringList& expected) {
            const QString text = QString::fromUtf16(letters);
            QTest::newRow(qPrintable(text)) << text << expected;
        };
        const QString plans = QStringLiteral("Plans"), garden = QStringLiteral("Garden plans");
        const QString air = QStringLiteral("Airplanes"), cafe = QString::fromUtf16(u"Café");
        row(u"plan", {plans, garden, air});
        row(u"gp", {garden});
        row(u"CAFE", {cafe});
        row(u"ae", {garden, air, cafe}); // all have them in this order: the last activity, then the name
    }
    void theBestFitComesFirst() {
        QFETCH(const QString, letters);
        QFETCH(const QStringList, expected);
        Fixture f;
        for (const char16_t* name : {u"Airplanes", u"Café", u"Plans"})
            f.stage.addRoom(QString::fromUtf16(name), {}, 1);
        f.stage.say(f.garden, f.ben, QStringLiteral("x"), UtcTime::now()); // the last activity comes behind the fit
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = f.workspace.switcher()->rooms();
        QTRY_COMPARE(rooms.rowCount(), 5);
        rooms.setFilter(letters);
        QCOMPARE(names(rooms), expected);
    }

    void filterTakesLettersInOrder() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = f.workspace.switcher()->rooms();
        QAbstractItemModelTester tester(&rooms, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(rooms.rowCount(), 2);
        rooms.setFilter(QStringLiteral("gdn"));
        QCOMPARE(names(rooms), QStringList{QStringLiteral("Garden plans")});
        rooms.setFilter(QStringLiteral("plans"));
        QCOMPARE(names(rooms), QStringList{QStringLiteral("Garden plans")});
        rooms.setFilter(QStringLiteral("zzz"));
        QCOMPARE(rooms.rowCount(), 0);
        QCOMPARE(rooms.roomIdAt(0), 0.0);
        rooms.setFilter({});
        QCOMPARE(rooms.rowCount(), 2);
        QCOMPARE(f.workspace.filteredRooms()->filter(), QString()); // each has its own
    }

    void neighboursGoRound() {
        Fixture f;
        f.stage.say(f.garden, f.chi, QStringLiteral("x"), UtcTime::now());
        f.stage.markRead(f.garden, 1);
        QVERIFY(f.signIn());
        RoomFilterModel& rooms = *f.workspace.rooms();
        QTRY_COMPARE(rooms.rowCount(), 2);
        const double first = rooms.roomIdAt(0), second = rooms.roomIdAt(1);
        QCOMPARE(rooms.neighbour(first, 1, false), second);
        QCOMPARE(rooms.neighbour(second, 1, false), first);
        QCOMPARE(rooms.neighbour(first, -1, false), second);
        QCOMPARE(rooms.neighbour(0, 1, false), first);
        QCOMPARE(rooms.neighbour(0, 1, true), double(f.garden.value));
        QCOMPARE(rooms.neighbour(double(f.garden.value), 1, true), 0.0);
    }

    void draftStaysWithItsRoom() {
        Fixture f;
        QVERIFY(f.signIn());
        QVERIFY(f.open(f.general));
        f.workspace.room()->composer()->setDraft(QStringLiteral("half a thought"));
        QVERIFY(f.open(f.garden));
        QCOMPARE(f.workspace.room()->composer()->draft(), QString());
        QAbstractItemModel& rooms = *f.workspace.rooms();
        const int row = int(names(rooms).indexOf(QStringLiteral("General")));
        QCOMPARE(Fixture::at(rooms, row, "draft").toString(), QStringLiteral("half a thought"));
        QVERIFY(f.open(f.general));
        QCOMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("half a thought"));
    }

    void foundRoomsToJoinComeFirst() {
        Fixture f;
        f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, QStringLiteral("gold"));
        QVERIFY(f.signIn());
        FoundRoomsModel& found = *f.workspace.found();
        QAbstractItemModelTester tester(&found, QAbstractItemModelTester::FailureReportingMode::Fatal);
        found.search();
        QTRY_COMPARE(found.rowCount(), 3);
        QCOMPARE(Fixture::at(found, 0, "name").toString(), QStringLiteral("Treasury"));
        QVERIFY(!Fixture::at(found, 0, "joined").toBool());
        QVERIFY(Fixture::at(found, 1, "joined").toBool());
    }

    void joiningAsksForThePassword() {
        Fixture f;
        const RoomId treasury = f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, QStringLiteral("gold"));
        QVERIFY(f.signIn());
        RoomJoiner& joiner = *f.workspace.joiner();
        joiner.join(double(treasury.value), QStringLiteral("silver"));
        QTRY_VERIFY(!joiner.passwordError().isEmpty());
        QCOMPARE(joiner.askingFor(), double(treasury.value));
        QVERIFY(!joiner.isBusy());
        joiner.join(double(treasury.value), QStringLiteral("gold"));
        QTRY_VERIFY(f.client.rooms().find(treasury));
        QCOMPARE(joiner.passwordError(), QString());
    }

    void creatorSaysWhatIsWrong() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomCreator& creator = *f.workspace.creator();
        creator.create(QStringLiteral("Small"), {}, {}, QStringLiteral("many"), false);
        QVERIFY(!creator.capacityError().isEmpty());
        QVERIFY(!creator.isBusy());
        creator.create(QStringLiteral("Small"), {}, {}, QStringLiteral("12"), true);
        QTRY_COMPARE(f.workspace.rooms()->rowCount(), 3);
        QCOMPARE(creator.capacityError(), QString());
    }

    void aShortRoomPasswordIsNotSent() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomCreator& creator = *f.workspace.creator();
        const auto sent = [&f] { return f.stage.server().requestsOf<RoomCreate>().size(); };
        creator.create(QStringLiteral("Small"), {}, QString(limits::roomPasswordMinChars - 1, u'x'), {}, false);
        QVERIFY(creator.passwordError().contains(QString::number(limits::roomPasswordMinChars)));
        QVERIFY(!creator.isBusy());
        creator.create(QStringLiteral("Small"), {}, QString(limits::roomPasswordMinChars, u'x'), {}, false);
        QTRY_COMPARE(f.workspace.rooms()->rowCount(), 3);
        QCOMPARE(sent(), 1U);
        QCOMPARE(creator.passwordError(), QString());
    }

    void theLastRoomOpensByItself() {
        Fixture f;
        f.settings.setValue(QStringLiteral("account/lastRoom"), double(f.garden.value));
        QVERIFY(f.signIn());
        QTRY_COMPARE(f.workspace.room()->roomId(), double(f.garden.value));
        f.workspace.signIn()->signOut();
        QCOMPARE(f.workspace.room()->roomId(), 0.0);
        QVERIFY(f.signIn()); // the user finds the same room after the next sign-in
        QTRY_COMPARE(f.workspace.room()->roomId(), double(f.garden.value));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RoomListTest)
#include "tst_roomlist.moc"
