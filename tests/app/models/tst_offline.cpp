// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "tests/app/models/fixture.h"

#include <QDir>
#include <QSignalSpy>

namespace confab::models {

namespace {

/// The data of an account on a device, its keychain, and a server.
struct Device {
    test::Stage stage;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    client::MemorySecretStore keychain;
    RoomId general, garden;
    UserId ana, ben;

    Device() {
        ana = stage.addUser(QStringLiteral("Ana"));
        ben = stage.addUser(QStringLiteral("Ben"));
        general = stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything"), 2);
        garden = stage.addRoom(QStringLiteral("Garden plans"), {}, 1);
        for (int i = 1; i <= 40; ++i)
            stage.say(general, i % 2 ? ana : ben, QStringLiteral("message %1").arg(i), UtcTime{i * 1000});
        stage.markRead(general, 0);
    }
    QStringList stores() const { return QDir(folder.path()).entryList({QStringLiteral("store-*.db")}, QDir::Files); }
};

/// One run of the program.
struct Run {
    Device& device;
    client::Client client;
    Workspace workspace;

    explicit Run(Device& device)
        : device(device), client(config(device), device.keychain), workspace(client, device.keychain, device.settings) {
    }
    static client::Client::Config config(const Device& device) {
        client::Client::Config config;
        config.dataFolder = device.folder.path();
        config.backoff = {std::chrono::milliseconds(20), std::chrono::milliseconds(50)};
        return config;
    }

    bool signIn() {
        workspace.signIn()->signIn(device.stage.url().toString(), QStringLiteral("ana@example.org"),
                                   QStringLiteral("right"));
        return becomesOnline();
    }
    /// What it has to store is in the file, which the next run reads.
    void settle() { client.store().settle(); }
    bool becomesOnline() {
        return test::holdsSoon([this] { return workspace.connection()->isOnline(); });
    }
    /// With what the device has; the server may be away.
    bool restore() {
        workspace.signIn()->restore();
        return test::holdsSoon([this] { return workspace.rooms()->rowCount() == 2; });
    }
    bool open(RoomId room) { return opens(workspace, client, room); }
    /// Newest first.
    QStringList bodies() {
        QStringList bodies;
        TimelineModel& rows = *workspace.room()->timeline();
        for (int row = 0; row < rows.rowCount(); ++row)
            bodies << Fixture::at(rows, row, "body").toString();
        return bodies;
    }
};

} // namespace

/// The app without its server: what was there is there. A run that is followed by another one has ended without a
/// goodbye, but for what it wrote.
class OfflineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensOnWhatWasThere() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        QTRY_VERIFY(before.bodies().size() >= 40);
        const QStringList seen = before.bodies();
        before.settle();
        d.stage.server().stop();

        Run run(d);
        QVERIFY(run.restore());
        QVERIFY(!run.workspace.connection()->isOnline());
        QTRY_COMPARE(run.workspace.me()->name(), QStringLiteral("Ana"));
        run.workspace.room()->open(double(d.general.value));
        QTRY_COMPARE(run.bodies().mid(0, 40), seen.mid(0, 40));
        QTRY_COMPARE(Fixture::at(*run.workspace.room()->timeline(), 0, "author").toString(), QStringLiteral("Ben"));
        run.workspace.room()->open(double(d.garden.value)); // was never open
        QCOMPARE(run.bodies(), QStringList());
    }

    /// The same filters as the server's, on what is stored; and what the server has when it is back.
    void searchesWhatWasThere() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        QTRY_VERIFY(before.bodies().size() >= 40);
        QTRY_COMPARE(Fixture::at(*before.workspace.room()->timeline(), 0, "author").toString(), QStringLiteral("Ben"));
        before.settle();
        d.stage.server().stop();

        Run run(d);
        QVERIFY(run.restore());
        FoundMessagesModel& search = *run.workspace.search();
        const auto found = [&](const char* query) {
            search.setQuery(QString::fromLatin1(query));
            search.search();
            if (!test::holdsSoon([&] { return !search.isBusy(); }))
                return QStringList{QStringLiteral("busy")};
            QStringList lines;
            for (int row = 0; row < search.rowCount(); ++row)
                lines << Fixture::at(search, row, "line").toString();
            return lines;
        };
        QCOMPARE(found("MESSAGE 38"), QStringList{QStringLiteral("message 38")});
        QVERIFY(search.isStored());
        const QString words = Fixture::at(search, 0, "words").toString();
        QVERIFY2(words.contains(QStringLiteral(">message 38</font>")), qPrintable(words));
        QCOMPARE(Fixture::at(search, 0, "room").toString(), QStringLiteral("General"));
        // Once the store has told who is who: 30, 32 … 38.
        QVERIFY(test::holdsSoon([&] { return found("message 3 from:ben").size() == 5; }));
        QCOMPARE(found("message 3 from:be from:ana").size(), 13); // with 3, 13, 23
        QCOMPARE(found("from:me \"message 3\"").first(), QStringLiteral("message 39"));
        QCOMPARE(found("message in:general").size(), client::MessageSearch::page);
        QVERIFY(search.hasMore());
        search.loadMore();
        QTRY_COMPARE(search.rowCount(), 40);
        QVERIFY(!search.hasMore() && search.isStored());
        QCOMPARE(Fixture::at(search, 39, "line").toString(), QStringLiteral("message 1"));
        QCOMPARE(found("message in:garden"), QStringList());
        QCOMPARE(found("message after:1971"), QStringList());
        QCOMPARE(found("message before:1971").size(), client::MessageSearch::page);
        QCOMPARE(found("message has:link"), QStringList());
        d.stage.say(d.garden, d.ben, QStringLiteral("message 99"), UtcTime{99'000});
        QCOMPARE(found("message 9").first(), QStringLiteral("message 39"));
        d.stage.server().listen();
        run.workspace.connection()->tryNow();
        QVERIFY(run.becomesOnline());
        QTRY_COMPARE(Fixture::at(search, 0, "line").toString(), QStringLiteral("message 99"));
        QVERIFY(!search.isStored());
    }

    /// The newest that fit; those that fit further letters stay meanwhile.
    void theSwitcherFindsWhatIsStored() {
        Device d;
        Run run(d);
        QVERIFY(run.signIn() && run.open(d.general));
        QTRY_VERIFY(run.bodies().size() >= 40);
        SwitcherModel& entries = *run.workspace.switcher();
        QAbstractItemModelTester tester(&entries, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto lines = [&] {
            QStringList lines;
            for (int row = entries.leading(); row < entries.rowCount() - 1; ++row)
                lines << Fixture::at(entries, row, "lastLine").toString();
            return lines;
        };
        QStringList newest;
        for (int i = 39; i > 34; --i)
            newest << QStringLiteral("message %1").arg(i);
        entries.setFilter(QStringLiteral("message 3"));
        QCOMPARE(lines(), QStringList()); // nothing waits for them
        QTRY_COMPARE(lines(), newest);
        QCOMPARE(entries.leading(), 0);
        QCOMPARE(Fixture::at(entries, 0, "name").toString(), QStringLiteral("Ana in General"));
        QCOMPARE(Fixture::at(entries, 0, "kind").toString(), QStringLiteral("Messages"));
        QCOMPARE(entries.roomIdAt(0), double(d.general.value));
        QCOMPARE(entries.seqAt(0), double(run.client.openRooms().find(d.general)->lastSeq()) - 1);
        entries.setFilter(QStringLiteral("message 38"));
        QCOMPARE(lines(), QStringList{QStringLiteral("message 38")}); // at once
        entries.setFilter(QStringLiteral("message 3"));
        QTRY_COMPARE(lines(), newest);
        entries.setFilter(QStringLiteral("message from:ben"));
        QTRY_COMPARE(lines().value(0), QStringLiteral("message 40"));
        QCOMPARE(lines().value(4), QStringLiteral("message 32"));
        entries.setFilter(QStringLiteral(">"));
        QCOMPARE(entries.seqAt(entries.rowCount() - 1), 0.0);
        entries.setFilter({});
        QCOMPARE(entries.rowCount(), 2);
    }

    /// And what it was about to find is searched for again when the same is typed once more.
    void typingEndsASearchOfTheStore() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        QTRY_VERIFY(before.bodies().size() >= 40);
        before.settle();
        d.stage.server().stop();

        QStringList shown; // longer there than the model, which is reset at its end
        Run run(d);
        QVERIFY(run.restore());
        FoundMessagesModel& search = *run.workspace.search();
        connect(&search, &QAbstractItemModel::modelReset, this,
                [&] { shown << Fixture::at(search, 0, "line").toString(); });
        search.setQuery(QStringLiteral("message 17"));
        search.search();
        QVERIFY(search.isBusy());
        search.setQuery(QStringLiteral("message 1"));
        QVERIFY(!search.isBusy());
        QCOMPARE(search.state(), FoundMessagesModel::Searching);
        search.setQuery(QStringLiteral("message 12"));
        search.search();
        search.setQuery(QStringLiteral("message 1"));
        search.setQuery(QStringLiteral("message 12"));
        QTRY_COMPARE(search.state(), FoundMessagesModel::Found);
        QCOMPARE(shown, QStringList{QStringLiteral("message 12")});
    }

    /// Edits, deletions and messages that happened meanwhile are there afterwards, each once.
    void goesOnWhereItWas() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        QTRY_VERIFY(before.bodies().size() >= 40);
        before.settle();
        d.stage.server().stop();

        Run run(d);
        QVERIFY(run.restore());
        run.workspace.room()->open(double(d.general.value));
        const QString sent = QStringLiteral("written offline");
        QVERIFY(run.workspace.room()->composer()->send(sent));
        QTRY_COMPARE(run.bodies().value(0), sent);
        d.stage.happen(d.general, d.ben, MessageEdited{40, QStringLiteral("edited"), {}}, UtcTime{50'000});
        d.stage.happen(d.general, d.ben, MessageDeleted{38}, UtcTime{51'000});
        d.stage.say(d.general, d.ben, QStringLiteral("news"), UtcTime{52'000});
        d.stage.server().listen();
        QVERIFY(run.becomesOnline());
        QTRY_COMPARE(run.bodies().value(0), sent);
        QTRY_COMPARE(run.bodies().value(1), QStringLiteral("news"));
        QCOMPARE(run.bodies().value(2), QStringLiteral("edited"));
        QCOMPARE(run.bodies().value(3), QStringLiteral("message 39"));
        QVERIFY(run.bodies().value(4) != QStringLiteral("message 38"));
        QCOMPARE(run.bodies().count(QStringLiteral("message 20")), 1);
        QTRY_COMPARE(d.stage.message(d.general, d.stage.lastSeq(d.general))->body, sent);
    }

    /// More happened than is caught up with: the stored rows make room for the present end.
    void aLongAbsenceLeavesNoGap() {
        Device d;
        {
            Run before(d);
            QVERIFY(before.signIn() && before.open(d.general));
            QTRY_VERIFY(before.bodies().size() >= 40);
        }
        for (int i = 41; i <= 500; ++i)
            d.stage.say(d.general, d.ben, QStringLiteral("message %1").arg(i), UtcTime{i * 1000});
        Run run(d);
        QVERIFY(run.restore() && run.becomesOnline());
        QVERIFY(run.open(d.general));
        QTRY_COMPARE(run.bodies().value(0), QStringLiteral("message 500"));
        const QStringList bodies = run.bodies();
        for (int row = 1; row < bodies.size(); ++row)
            QCOMPARE(bodies[row], QStringLiteral("message %1").arg(500 - row));
    }

    void readMarksLeaveLater() {
        Device d;
        d.stage.markRead(d.general, 3);
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        before.settle();
        d.stage.server().stop();
        QTRY_VERIFY(!before.workspace.connection()->isOnline());
        before.client.rooms().markRead(d.general, 40);
        before.settle();

        Run run(d);
        QVERIFY(run.restore());
        QTRY_COMPARE(run.client.rooms().readSeq(d.general), 40);
        d.stage.server().forgetRequests();
        d.stage.server().listen();
        QTRY_VERIFY(std::ranges::any_of(d.stage.server().requestsOf<RoomMarkRead>(), [&](const RoomMarkRead& mark) {
            return mark.room == d.general && mark.seq == 40;
        }));
    }

    /// Edits, reactions and deletions of the time without a server leave in their order.
    void changesLeaveLater() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        QTRY_VERIFY(before.bodies().size() >= 40);
        before.settle();
        d.stage.server().stop();
        QTRY_VERIFY(!before.workspace.connection()->isOnline());
        QVERIFY(before.client.actions().edit(d.general, 39, QStringLiteral("edited offline")));
        QVERIFY(before.client.actions().react(d.general, 40, QStringLiteral("👍"), true));
        QVERIFY(before.client.actions().remove(d.general, 37));
        before.settle();

        Run run(d);
        QVERIFY(run.restore());
        run.workspace.room()->open(double(d.general.value));
        QTRY_COMPARE(run.bodies().value(1), QStringLiteral("edited offline"));
        QTRY_COMPARE(run.client.actions().waiting(), 3);
        d.stage.server().forgetRequests();
        d.stage.server().listen();
        QVERIFY(run.becomesOnline());
        QTRY_COMPARE(run.client.actions().waiting(), 0);
        QCOMPARE(d.stage.message(d.general, 39)->body, QStringLiteral("edited offline"));
        QVERIFY(d.stage.message(d.general, 37)->deletedAt);
        QVERIFY(d.stage.message(d.general, 40)->reactions);
        QTRY_COMPARE(run.bodies().value(1), QStringLiteral("edited offline"));
    }

    void signingOutLeavesNothing() {
        Device d;
        Run run(d);
        QVERIFY(run.signIn() && run.open(d.general));
        run.settle();
        QCOMPARE(d.stores().size(), 1);
        run.workspace.signIn()->signOut();
        QCOMPARE(d.stores().size(), 0);
    }

    /// Whoever may not resume has to sign in again, and finds everything.
    void anExpiredSessionKeepsTheStore() {
        Device d;
        Run before(d);
        QVERIFY(before.signIn() && before.open(d.general));
        before.settle();
        d.stage.server().closeAll(CloseCode::SessionRevoked);
        QTRY_COMPARE(before.workspace.signIn()->state(), SignIn::SignedOut);
        QCOMPARE(d.stores().size(), 1);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::OfflineTest)
#include "tst_offline.moc"
